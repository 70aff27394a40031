using System.Buffers.Text;
using Etl.Core.Normalization.Phones.Plans;
using Etl.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// A short group behind the last slash of a number: a second number that was shortened or an extension (<c>030 1234567/8</c>), and
/// never the end of the number before it.
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
            && (IsWholeGroup(first) || IsNext(first, tail));
    }

    /// <summary>True when what stands before such a group is a number by itself, or one that no plan is known for.</summary>
    public static bool Ends(ReadOnlySpan<byte> value, PhonePlan? region) =>
        MayEnd(value)
        && PhoneSeries.VerdictOf(value[..value.LastIndexOf((byte)'/')], region)
            is PhoneVerdict.Valid
                or PhoneVerdict.RegionUnknown;

    // 030 123 45 67/68: the next number. Of one digit, that is chance too often.
    static bool IsNext(ReadOnlySpan<byte> first, ReadOnlySpan<byte> tail) =>
        tail.Length > 1
        && first.Length > tail.Length
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
