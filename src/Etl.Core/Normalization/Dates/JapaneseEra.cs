namespace Etl.Core.Normalization.Dates;

/// <summary>Years as Japan counts them: 令和6年 is 2024. The first year of an era may be written 元.</summary>
static class JapaneseEra
{
    /// <summary>Reads an era and its year, and moves <paramref name="rest"/> behind them; 0 when there is none.</summary>
    public static int ReadYear(ref ReadOnlySpan<byte> rest)
    {
        const int nameLength = 6; // two characters
        var before = YearBefore(rest);
        if (before == 0)
        {
            return 0;
        }
        var text = rest[nameLength..].TrimStart((byte)' ');
        if (text.StartsWith("元"u8))
        {
            rest = text[3..];
            return before + 1;
        }
        var count = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (count is not (1 or 2))
        {
            return 0;
        }
        var year = count == 1 ? text[0] - '0' : 10 * (text[0] - '0') + text[1] - '0';
        rest = text[count..];
        return year == 0 ? 0 : before + year;
    }

    static int YearBefore(ReadOnlySpan<byte> text) =>
        text.StartsWith("令和"u8) ? 2018
        : text.StartsWith("平成"u8) ? 1988
        : text.StartsWith("昭和"u8) ? 1925
        : text.StartsWith("大正"u8) ? 1911
        : text.StartsWith("明治"u8) ? 1867
        : 0;
}
