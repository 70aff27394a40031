using Etl.Core.Normalization.Phones.Plans;
using Etl.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// Numbers with nothing between them, <c>98765432149876543215</c>: more digits than one number has, and one way only to cut them into lines of the
/// record's country, which leaves equally many digits for each.
/// </summary>
static class PhoneRun
{
    /// <summary>Most digits that are looked at.</summary>
    const int DigitsMax = 64;

    /// <summary>Digits of a payment card's number, which may be two numbers of eight digits by chance.</summary>
    const int CardLength = 16;

    /// <summary>
    /// Cuts a text of nothing but digits, and a + before them at most, into valid numbers. Returns how many there are; 0 when it may be one number,
    /// when there is no way or more than one, or when the numbers have different forms, as chance makes them.
    /// </summary>
    public static int Cut(ReadOnlySpan<byte> value, PhonePlan? region, Span<FieldSpan> parts)
    {
        var text = value.Trim((byte)' ');
        if (region is null || !IsRun(text) || PhoneSeries.VerdictOf(text, region) >= PhoneVerdict.Possible)
        {
            return 0;
        }
        // Where the number at each place ends if there is one way to cut from there on; 0 for no way, −1 for several.
        Span<int> ends = stackalloc int[DigitsMax + 2];
        ends[text.Length] = text.Length;
        for (var start = text.Length - PhoneList.DigitsMin; start >= 0; start--)
        {
            ends[start] = OnlyEnd(text, start, region, ends);
        }
        return ends[0] > 0 ? Place(ends, text, value.IndexOf(text[0]), parts) : 0;
    }

    static bool IsRun(ReadOnlySpan<byte> text)
    {
        var digits = !text.IsEmpty && text[0] == '+' ? text[1..] : text;
        return digits.Length is > PhoneCleaner.LengthMax and <= DigitsMax
            && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && !(digits.Length == CardLength && IsCard(digits));
    }

    // By the check digit of ISO/IEC 7812-1: every second digit counts twice, and its digits are added.
    static bool IsCard(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            var digit = digits[index] - '0';
            sum +=
                (index & 1) != 0 ? digit
                : digit < 5 ? 2 * digit
                : 2 * digit - 9;
        }
        return sum % 10 == 0;
    }

    static int OnlyEnd(ReadOnlySpan<byte> text, int start, PhonePlan region, ReadOnlySpan<int> ends)
    {
        var only = 0;
        var endMax = Math.Min(text.Length, start + PhoneText.DigitsMax);
        for (var end = start + PhoneList.DigitsMin; end <= endMax; end++)
        {
            if (ends[end] == 0 || !IsLine(text[start..end], region))
            {
                continue;
            }
            if (only != 0 || ends[end] < 0)
            {
                return -1;
            }
            only = end;
        }
        return only;
    }

    static bool IsLine(ReadOnlySpan<byte> text, PhonePlan region)
    {
        Span<byte> textRoom = stackalloc byte[PhoneText.RoomMin];
        Span<byte> room = stackalloc byte[PhoneJudge.RoomLength];
        if (!PhoneText.Read(text, textRoom, out var phone))
        {
            return false;
        }
        var reading = PhoneJudge.Judge(phone, region, isBare: false, room, out _);
        return reading is { Verdict: PhoneVerdict.Valid, IsLine: true }
            && reading.Plan!.CallingCode == region.CallingCode;
    }

    static int Place(ReadOnlySpan<int> ends, ReadOnlySpan<byte> text, int offset, Span<FieldSpan> parts)
    {
        var count = 0;
        var plus = text[0] == '+' ? 1 : 0;
        for (var start = 0; start < text.Length; start = ends[start])
        {
            if (count == parts.Length || (count > 0 && ends[start] - start != ends[0] - plus))
            {
                return 0;
            }
            parts[count++] = new FieldSpan(offset + start, ends[start] - start);
        }
        return count;
    }
}
