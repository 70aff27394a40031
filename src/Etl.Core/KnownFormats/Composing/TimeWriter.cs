using System.Globalization;
using System.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// A date or time of ISO 8601 by a pattern of <c>yyyy MM MMM dd HH mm ss</c> and what stands between. What has no such shape, or an offset from UTC other
/// than Z, stays as it is.
/// </summary>
sealed class TimeWriter(string pattern) : IValueWriter
{
    const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const string Midnight = "00";

    readonly byte[] pattern = Encoding.UTF8.GetBytes(pattern);

    /// <inheritdoc/>
    public int LengthMax(int length) => Math.Max(length, pattern.Length);

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> value, Span<byte> output)
    {
        if (
            !IsTime(value)
            || !int.TryParse(value.Slice(5, 2), CultureInfo.InvariantCulture, out var month)
            || month is < 1 or > 12
        )
        {
            value.CopyTo(output);
            return value.Length;
        }
        var length = 0;
        for (var index = 0; index < pattern.Length; )
        {
            var run = RunAt(index);
            var part = pattern[index] switch
            {
                (byte)'y' => value[..4],
                (byte)'M' when run == 3 => Encoding.UTF8.GetBytes(Months.Substring(3 * (month - 1), 3)),
                (byte)'M' => value.Slice(5, 2),
                (byte)'d' => value.Slice(8, 2),
                (byte)'H' => TimePart(value, 11),
                (byte)'m' => TimePart(value, 14),
                (byte)'s' => TimePart(value, 17),
                _ => pattern.AsSpan(index, run),
            };
            part.CopyTo(output[length..]);
            length += part.Length;
            index += run;
        }
        return length;
    }

    static ReadOnlySpan<byte> TimePart(ReadOnlySpan<byte> value, int offset) =>
        value.Length >= offset + 2 ? value.Slice(offset, 2) : Encoding.UTF8.GetBytes(Midnight);

    int RunAt(int index)
    {
        var end = index + 1;
        while (end < pattern.Length && pattern[end] == pattern[index])
        {
            end++;
        }
        return end - index;
    }

    static bool IsTime(ReadOnlySpan<byte> value) =>
        value.Length >= 10
        && value[4] == '-'
        && value[7] == '-'
        && value[..4].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
        && (value.Length == 10 || (value.Length >= 16 && value[10] is (byte)'T' or (byte)' '))
        && (value.Length <= 16 || value[16..].IndexOfAny((byte)'+', (byte)'-') < 0);
}
