using System.Buffers.Text;
using Etl.Core.Normalization.Phones.Plans;
using Etl.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// A short group behind the last slash of a number: a second number that was shortened or an extension (<c>030 1234567/8</c>), or
/// the end of the number before it.
/// </summary>
static class PhoneTail
{
    const int DigitsMax = 3;

    // 030 1234567/8: a group this long is a whole number behind its area code. Shorter groups may be those of one number.
    const int WholeGroupMin = 5;

    /// <summary>True for a text that may end in such a group, by its look alone.</summary>
    public static bool MayEnd(ReadOnlySpan<byte> value)
    {
        var slash = value.LastIndexOf((byte)'/');
        if (slash < 0)
        {
            return false;
        }
        var tail = value[(slash + 1)..].Trim((byte)' ');
        if (tail.Length is 0 or > DigitsMax || tail.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }
        var first = value[..slash].TrimEnd((byte)' ');
        var slashBefore = first.LastIndexOf((byte)'/');
        return Digits.Count(first) >= PhoneList.DigitsMin
            && (slashBefore < 0 || !first[..slashBefore].Contains((byte)'/'))
            // Of one digit, the next number is chance too often.
            && (IsWholeGroup(first) || (tail.Length > 1 && IsNext(first, tail)));
    }

    /// <summary>What such a group is to the number before it.</summary>
    public static PhoneTailKind Of(ReadOnlySpan<byte> value, PhonePlan? region)
    {
        if (!MayEnd(value))
        {
            return PhoneTailKind.None;
        }
        var slash = value.LastIndexOf((byte)'/');
        var verdict = PhoneSeries.VerdictOf(value[..slash], region);
        if (verdict is not (PhoneVerdict.Valid or PhoneVerdict.RegionUnknown))
        {
            return PhoneTailKind.None;
        }
        var first = value[..slash].TrimEnd((byte)' ');
        var isNext = IsNext(first, value[(slash + 1)..].Trim((byte)' '));
        return IsOneNumber(value, region, isNext) ? PhoneTailKind.Doubtful : PhoneTailKind.Separate;
    }

    // 030 1234567/8 is how lines beside each other are written at home. Behind a calling code (+43 57157773/67), and for services such as toll-free
    // numbers, that is no custom, so the number that is valid as a whole is taken for one, unless the group is the next number.
    static bool IsOneNumber(ReadOnlySpan<byte> value, PhonePlan? region, bool isNext)
    {
        Span<byte> textRoom = stackalloc byte[PhoneText.RoomMin];
        Span<byte> room = stackalloc byte[PhoneJudge.RoomLength];
        if (!PhoneText.Read(value, textRoom, out var phone))
        {
            return false;
        }
        var reading = PhoneJudge.Judge(phone, region, isBare: false, room, out _);
        return reading.Verdict == PhoneVerdict.Valid
            && (!reading.IsLine || (!isNext && (phone.HasPlus || HasCallingCode(phone.Digits, reading))));
    }

    // 0043 57157773/67, or 00 44 (0)20…: the calling code stands before the national number, or a 0 between them.
    static bool HasCallingCode(ReadOnlySpan<byte> digits, PhoneReading reading)
    {
        var prefix = digits[..Math.Max(0, digits.Length - reading.National.Length)];
        return prefix.EndsWith(reading.CallingCode)
            || (!prefix.IsEmpty && prefix[^1] == '0' && prefix[..^1].EndsWith(reading.CallingCode));
    }

    // 030 123 45 67/68: the next number.
    static bool IsNext(ReadOnlySpan<byte> first, ReadOnlySpan<byte> tail) =>
        first.Length > tail.Length
        && Utf8Parser.TryParse(first[^tail.Length..], out uint last, out var length)
        && length == tail.Length
        && Utf8Parser.TryParse(tail, out uint next, out _)
        && next == last + 1;

    static bool IsWholeGroup(ReadOnlySpan<byte> group)
    {
        var last = group.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1;
        return group.Length - last >= WholeGroupMin;
    }
}
