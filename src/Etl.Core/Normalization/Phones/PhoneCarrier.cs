using System.Buffers;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Phones.Plans;
using Etl.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// The place of the carrier's code in a number of Brazil, <c>(0xx11) 3456-7890</c> and <c>(0**11) 3456-7890</c>: whoever dials chooses the carrier,
/// so two signs stand for its digits, and they are no part of the number.
/// </summary>
static class PhoneCarrier
{
    const int Brazil = 55;
    const int SignCount = 2;

    // An area code and eight digits; with fewer, the signs stand for the area code: (0xx) 3456-7890.
    const int DigitsMin = 10;

    static readonly SearchValues<byte> signs = SearchValues.Create("xX*"u8);
    static readonly SearchValues<byte> numberSigns = SearchValues.Create("0123456789 ()-."u8);

    // 0XX(11), 0 (xx) 11 and 0-xx-11.
    static ReadOnlySpan<byte> Separators => " ()-."u8;

    /// <summary>Takes the signs out of every number that is written so.</summary>
    public static void Remove(CellEdit cell, PhonePlan? region)
    {
        for (var at = NextOf(cell.Value, 0, region); at > 0; at = NextOf(cell.Value, at, region))
        {
            var value = cell.Value;
            var output = cell.RentOutput(value.Length);
            value[..at].CopyTo(output);
            value[(at + SignCount)..].CopyTo(output[at..]);
            cell.KeepOutput(value.Length - SignCount);
            cell.Note(Codes.PhoneFormatted);
        }
    }

    // The place of the first such signs; −1 when there are none.
    static int NextOf(ReadOnlySpan<byte> value, int start, PhonePlan? region)
    {
        for (var at = start; at < value.Length; at++)
        {
            var next = value[at..].IndexOfAny(signs);
            if (next < 0)
            {
                return -1;
            }
            at += next;
            if (IsBeforeArea(value[at..]) && IsBehindTrunkZero(value[..at], region))
            {
                return at;
            }
        }
        return -1;
    }

    // Two signs and a number with its area code, 11 to 99, which has no 0.
    static bool IsBeforeArea(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < SignCount || rest[..SignCount].ContainsAnyExcept(signs))
        {
            return false;
        }
        var number = rest[SignCount..].TrimStart(Separators);
        var end = number.IndexOfAnyExcept(numberSigns);
        return number is [>= (byte)'1' and <= (byte)'9', >= (byte)'1' and <= (byte)'9', ..]
            && Digits.Count(end < 0 ? number : number[..end]) >= DigitsMin;
    }

    // The 0 of calls to another town, first of all digits but for Brazil's calling code.
    static bool IsBehindTrunkZero(ReadOnlySpan<byte> before, PhonePlan? region)
    {
        before = before.TrimEnd(Separators);
        if (before is not [.., (byte)'0'])
        {
            return false;
        }
        before = before[..^1].TrimEnd(Separators);
        return before.EndsWith("+55"u8)
            || before.EndsWith("0055"u8)
            || (region?.CallingCode == Brazil && (before.IsEmpty || !char.IsAsciiLetterOrDigit((char)before[^1])));
    }
}
