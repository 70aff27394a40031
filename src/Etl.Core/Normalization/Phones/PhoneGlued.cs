using System.Buffers.Text;
using Etl.Core.Normalization.Phones.Plans;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// A number that its plan does not assign as a whole, but does without a short group behind a slash (<c>03-1234-5678/5679</c>) or behind a dash with spaces around
/// it (<c>0212 555 12 34 - 120</c>): the group is a second number that was shortened, or an extension.
/// </summary>
static class PhoneGlued
{
    const int DigitsMin = 2;
    const int ExtensionMin = 3;

    // Behind a slash, two digits are rather the end of the number: +976 212 3 4137/40.
    const int SlashMin = 3;
    const int DigitsMax = 5;

    // 555-1210 - 1240 may be a range of numbers, 555-1234 - 120 is none.
    const int RangeMax = 100;

    /// <summary>True for a text that may end in such a group or one behind a hyphen, by its look alone.</summary>
    public static bool MayEnd(ReadOnlySpan<byte> value)
    {
        value = value.Trim((byte)' ');
        return GroupStart(value) is var at and > 0
            && value[..at].TrimEnd((byte)' ') is [.., (byte)'-' or (byte)'/' or >= 0x80];
    }

    /// <summary>What divides the group, by its look alone: 0 for nothing.</summary>
    /// <param name="value">The number.</param>
    /// <param name="first">What stands before the group.</param>
    /// <param name="group">The group, two to five digits.</param>
    public static byte Divide(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> group)
    {
        value = value.Trim((byte)' ');
        first = [];
        group = [];
        var at = GroupStart(value);
        if (at == 0)
        {
            return 0;
        }
        group = value[at..];
        first = value[..at].TrimEnd((byte)' ');
        if (first.EndsWith("/"u8))
        {
            first = first[..^1].TrimEnd((byte)' ');
            return first.Contains((byte)'/') || group.Length < SlashMin ? (byte)0 : (byte)'/';
        }
        var isSpaced = value[at - 1] == ' ';
        foreach (var dash in (ReadOnlySpan<byte>)[1, 3])
        {
            // A hyphen, or one of the dashes of three bytes.
            var sign = first.Length > dash ? first[^dash..] : [];
            var isDash = dash == 1 ? sign.SequenceEqual("-"u8) : sign.SequenceEqual("–"u8) || sign.SequenceEqual("—"u8);
            if (isSpaced && isDash && first[^(dash + 1)] == ' ')
            {
                first = first[..^dash].TrimEnd((byte)' ');
                return (byte)'-';
            }
        }
        return 0;
    }

    /// <summary>True when a group was divided that stands behind a valid number.</summary>
    public static bool Is(ReadOnlySpan<byte> value, PhonePlan? region) =>
        Divide(value, out var first, out _) != 0 && PhoneSeries.VerdictOf(first, region) == PhoneVerdict.Valid;

    /// <summary>The same for a group behind a dash.</summary>
    public static bool IsBehindDash(ReadOnlySpan<byte> value, PhonePlan? region) =>
        Divide(value, out var first, out _) == '-' && PhoneSeries.VerdictOf(first, region) == PhoneVerdict.Valid;

    /// <summary>The same for a group that is an extension, and no end of a range.</summary>
    public static bool HasExtension(
        ReadOnlySpan<byte> value,
        PhonePlan? region,
        out ReadOnlySpan<byte> first,
        out ReadOnlySpan<byte> extension
    ) =>
        Divide(value, out first, out extension) == '-'
        && extension.Length >= ExtensionMin
        && !IsRange(first, extension)
        && PhoneSeries.VerdictOf(first, region) == PhoneVerdict.Valid;

    /// <summary>Where the digits at the end start that may be a group; 0 for none.</summary>
    static int GroupStart(ReadOnlySpan<byte> value)
    {
        var at = value.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1;
        return value.Length - at is >= DigitsMin and <= DigitsMax ? at : 0;
    }

    static bool IsRange(ReadOnlySpan<byte> first, ReadOnlySpan<byte> group)
    {
        Span<byte> last = stackalloc byte[DigitsMax];
        var count = 0;
        for (var index = first.Length - 1; index >= 0 && count < group.Length; index--)
        {
            if (first[index] is >= (byte)'0' and <= (byte)'9')
            {
                last[group.Length - ++count] = first[index];
            }
        }
        return Utf8Parser.TryParse(last[..group.Length], out uint from, out _)
            && Utf8Parser.TryParse(group, out uint to, out _)
            && to > from
            && to - from < RangeMax;
    }
}
