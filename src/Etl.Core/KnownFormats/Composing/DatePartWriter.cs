namespace Etl.Core.KnownFormats.Composing;

/// <summary>Year, month or day of a date (<c>1990-05-09</c>, or <c>--05-09</c> without a year), without leading zeros.</summary>
sealed class DatePartWriter(string part) : IValueWriter
{
    /// <inheritdoc/>
    public int LengthMax(int length) => length;

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var isYearless = value.Length == 7 && value.StartsWith("--"u8);
        var isDate = value.Length == 10 && value[4] == '-' && value[7] == '-';
        if (!isYearless && !isDate)
        {
            return -1;
        }
        var found = part switch
        {
            "year" => isYearless ? [] : value[..4],
            "month" => value[^5..^3],
            _ => value[^2..],
        };
        found = found.TrimStart((byte)'0');
        found.CopyTo(output);
        return found.Length;
    }
}
