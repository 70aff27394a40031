using Etl.Core.Normalization.Phones.Plans;
using Etl.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// Numbers of a cell that are no list by their signs alone: one behind the other with nothing but spaces or words between them, or
/// shortened behind the first (<c>555-0100/0101</c>). The plan must tell every one of them.
/// </summary>
static class PhoneSeries
{
    /// <summary>Longest cell that is looked at, in bytes.</summary>
    public const int LengthMax = 160;

    /// <summary>Room that the numbers of a cell need when the shortened ones are written out.</summary>
    public const int RoomLength = LengthMax * (PhoneList.PartsMax + 1);

    const int TailMin = 2;

    // A tail as long as the last group of most numbers; of a shorter one only a rising count tells it from an extension.
    const int WholeTail = 4;

    /// <summary>
    /// Cuts at spaces into numbers that are valid and start alike: with +, a bracket or a 0, or else have equally many digits, or a label. Returns how many there
    /// are; 0 when that does not come out even.
    /// </summary>
    public static int CutAtSpaces(ReadOnlySpan<byte> value, PhonePlan? region, Span<FieldSpan> parts)
    {
        if (value.Length > LengthMax || Digits.Count(value) < 2 * PhoneList.DigitsMin)
        {
            return 0;
        }
        var count = 0;
        var start = 0;
        while (count < parts.Length)
        {
            var length = FirstLength(value[start..], region);
            if (length == 0)
            {
                return 0;
            }
            parts[count++] = new FieldSpan(start, length);
            start += length;
            if (start == value.Length)
            {
                return count;
            }
        }
        return 0;
    }

    /// <summary>
    /// Writes out the numbers that a first, whole one and the tails behind it stand for. Returns how many there are; 0 when a piece is no tail or
    /// makes no valid number.
    /// </summary>
    /// <param name="value">The cell.</param>
    /// <param name="region">The plan of numbers that do not say theirs.</param>
    /// <param name="room">Where all numbers are written, <see cref="RoomLength"/> bytes; the first stands as in the cell.</param>
    /// <param name="parts">Their places in it.</param>
    public static int WriteOut(ReadOnlySpan<byte> value, PhonePlan? region, Span<byte> room, Span<FieldSpan> parts)
    {
        var firstLength = value.Length > LengthMax ? 0 : PhoneList.PieceLength(value, 0);
        if (firstLength == 0 || firstLength >= value.Length || !IsValid(value[..firstLength], region))
        {
            return 0;
        }
        value[..firstLength].CopyTo(room);
        parts[0] = new FieldSpan(0, firstLength);
        var tailMin = PhoneTail.MayEnd(value) ? 1 : TailMin;
        var count = 1;
        var end = firstLength;
        for (var at = firstLength + PhoneList.DividerLength(value, firstLength); at < value.Length; )
        {
            var length = PhoneList.PieceLength(value, at);
            var number = room.Slice(end, firstLength);
            value[..firstLength].CopyTo(number);
            if (
                count == parts.Length
                || !(
                    TryReplaceEnd(number, value.Slice(at, length), tailMin)
                    || PhoneLocal.TryPutIn(number, value.Slice(at, length), region)
                )
                || !IsValid(number, region)
            )
            {
                return 0;
            }
            parts[count++] = new FieldSpan(end, firstLength);
            end += firstLength;
            at += length;
            at += at < value.Length ? PhoneList.DividerLength(value, at) : 0;
        }
        return count < 2 ? 0 : count;
    }

    /// <summary>What the plans say about a text as one number; impossible when it is none.</summary>
    public static PhoneVerdict VerdictOf(ReadOnlySpan<byte> text, PhonePlan? region)
    {
        Span<byte> textRoom = stackalloc byte[PhoneText.RoomMin];
        Span<byte> room = stackalloc byte[PhoneJudge.RoomLength];
        return PhoneText.Read(text, textRoom, out var phone)
            ? PhoneJudge.Judge(phone, region, isBare: false, room, out _).Verdict
            : PhoneVerdict.Impossible;
    }

    /// <summary>The region of a text that is one valid number, see <see cref="PhoneReading.Region"/>; 0 for any other.</summary>
    public static int RegionOf(ReadOnlySpan<byte> text, PhonePlan? region)
    {
        Span<byte> textRoom = stackalloc byte[PhoneText.RoomMin];
        Span<byte> room = stackalloc byte[PhoneJudge.RoomLength];
        return PhoneText.Read(text, textRoom, out var phone)
            ? PhoneJudge.Judge(phone, region, isBare: false, room, out _).Region
            : 0;
    }

    /// <summary>True when something that may be a further number stands behind a valid number, or behind any number and in brackets.</summary>
    public static bool HoldsSeveral(ReadOnlySpan<byte> value, PhonePlan? region)
    {
        if (value.Length > LengthMax)
        {
            return false;
        }
        var piece = PhoneList.PieceLength(value, 0);
        return piece < value.Length
                && (IsValid(value[..piece], region) || IsUnknownBeforeMore(value[..piece], value[piece..], region))
            || IsSeriesAtSpaces(value, region);
    }

    // Without a plan it is enough that digits for a number stand before a divider and more digits behind it.
    static bool IsUnknownBeforeMore(ReadOnlySpan<byte> first, ReadOnlySpan<byte> rest, PhonePlan? region) =>
        region is null
        && Digits.Count(first) >= PhoneList.DigitsMin
        && Digits.Count(rest) > 0
        && VerdictOf(first, region) == PhoneVerdict.RegionUnknown;

    static bool IsSeriesAtSpaces(ReadOnlySpan<byte> value, PhonePlan? region)
    {
        for (var at = 1; at < value.Length; at++)
        {
            if (
                value[at] == ' '
                && Digits.Count(value[..at]) >= PhoneList.DigitsMin
                && Digits.Count(value[at..]) >= PhoneList.DigitsMin
                && (value[at..].TrimStart((byte)' ')[0] == '(' || IsValid(value[..at], region))
            )
            {
                return true;
            }
        }
        return false;
    }

    // The shortest valid number that a like one can follow, or all of the text.
    static int FirstLength(ReadOnlySpan<byte> text, PhonePlan? region)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (
                text[at] == ' '
                && IsDigit(text[..at].TrimEnd(" )"u8))
                && Digits.Count(text[at..]) >= PhoneList.DigitsMin
                && StartAlike(text[..at], text[at..])
                && IsValid(text[..at], region)
            )
            {
                return at;
            }
        }
        return IsValid(text, region) ? text.Length : 0;
    }

    static bool IsDigit(ReadOnlySpan<byte> text) => !text.IsEmpty && text[^1] is >= (byte)'0' and <= (byte)'9';

    static bool StartAlike(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (IsLabelled(right))
        {
            return true;
        }
        var leftStart = StartOf(left);
        return leftStart == StartOf(right) && (leftStart != 0 || Digits.Count(right) % Digits.Count(left) == 0);
    }

    // A label says where a number begins, whatever it begins with: 电话 010-65529988 手机 13800138000.
    static bool IsLabelled(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOfAny("+(0123456789"u8);
        return start > 0 && PhoneWords.KindOf(text[..start]) == PhoneWordKind.Label;
    }

    // What a number starts with: +, ( or 0; 0 as a byte for another digit.
    static byte StartOf(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOfAny("+(0123456789"u8);
        return at >= 0 && text[at] is (byte)'+' or (byte)'(' or (byte)'0' ? text[at] : (byte)0;
    }

    // Puts the digits of a tail in place of the last digits of the number; what stands between these stays.
    static bool TryReplaceEnd(Span<byte> number, ReadOnlySpan<byte> piece, int tailMin)
    {
        var tail = piece.Trim(" -"u8);
        if (
            tail.Length < tailMin
            || tail.Length >= PhoneList.DigitsMin
            || tail.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            // The number's own digits may be of another script.
            || Digits.Count(number) < tail.Length
        )
        {
            return false;
        }
        var at = number.Length;
        var order = 0;
        for (var index = tail.Length - 1; index >= 0; index--)
        {
            at = number[..at].LastIndexOfAnyInRange((byte)'0', (byte)'9');
            order = tail[index] == number[at] ? order : tail[index] - number[at];
            number[at] = tail[index];
        }
        return tail.Length >= WholeTail || order > 0;
    }

    static bool IsValid(ReadOnlySpan<byte> text, PhonePlan? region) =>
        (VerdictOf(text, region) == PhoneVerdict.Valid || PhoneHyphen.HasExtension(text, region, out _))
        && PhoneTail.Of(text, region) != PhoneTailKind.Separate
        && !PhoneRest.MayHoldNumber(text, region);
}
