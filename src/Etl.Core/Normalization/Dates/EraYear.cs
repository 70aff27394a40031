namespace Etl.Core.Normalization.Dates;

/// <summary>
/// Years as Japan and Taiwan count them: 令和6年 is 2024, 民國79年 is 1990. The first year of an era may be written 元.
/// </summary>
static class EraYear
{
    const int CharacterLength = 3;
    const int NameLength = 2 * CharacterLength;

    /// <summary>Reads an era and its year, and moves <paramref name="rest"/> behind them; 0 when there is none.</summary>
    public static int Read(ref ReadOnlySpan<byte> rest)
    {
        var text = rest.StartsWith("中華民"u8) || rest.StartsWith("中华民"u8) ? rest[NameLength..] : rest;
        var before = YearBefore(text);
        if (before == 0)
        {
            return 0;
        }
        var digitsMax = text.StartsWith("民"u8) ? 3 : 2;
        text = text[NameLength..].TrimStart((byte)' ');
        if (text.StartsWith("元"u8))
        {
            rest = text[CharacterLength..];
            return before + 1;
        }
        var count = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (count <= 0 || count > digitsMax)
        {
            return 0;
        }
        var year = 0;
        foreach (var digit in text[..count])
        {
            year = 10 * year + digit - '0';
        }
        rest = text[count..];
        return year == 0 ? 0 : before + year;
    }

    static int YearBefore(ReadOnlySpan<byte> text) =>
        text.StartsWith("令和"u8) ? 2018
        : text.StartsWith("平成"u8) ? 1988
        : text.StartsWith("昭和"u8) ? 1925
        : text.StartsWith("大正"u8) ? 1911
        : text.StartsWith("明治"u8) ? 1867
        // Year 1 of the Republic of China is 1912.
        : text.StartsWith("民國"u8) || text.StartsWith("民国"u8) ? 1911
        : 0;
}
