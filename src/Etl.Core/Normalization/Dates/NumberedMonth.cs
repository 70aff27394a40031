namespace Etl.Core.Normalization.Dates;

/// <summary>Months by their number that are told from days: in Roman numerals (<c>9.V.1990</c>), or behind a word (<c>tháng 5</c>).</summary>
static class NumberedMonth
{
    const int MonthMax = 12;

    static readonly byte[][] romans =
    [
        [.. "I"u8],
        [.. "II"u8],
        [.. "III"u8],
        [.. "IV"u8],
        [.. "V"u8],
        [.. "VI"u8],
        [.. "VII"u8],
        [.. "VIII"u8],
        [.. "IX"u8],
        [.. "X"u8],
        [.. "XI"u8],
        [.. "XII"u8],
    ];

    /// <summary>"Month" in Vietnamese.</summary>
    static readonly byte[][] words =
    [
        [.. "tháng "u8],
        [.. "Tháng "u8],
    ];

    /// <summary>Reads the month that a text starts with; false when it starts with none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out int month, out int length) =>
        TryReadRoman(text, out month, out length) || TryReadWord(text, out month, out length);

    static bool TryReadRoman(ReadOnlySpan<byte> text, out int month, out int length)
    {
        length = 0;
        while (length < text.Length && (char.IsAsciiLetter((char)text[length]) || text[length] >= 0x80))
        {
            length++;
        }
        for (month = 1; month <= MonthMax; month++)
        {
            if (text[..length].SequenceEqual(romans[month - 1]))
            {
                return true;
            }
        }
        return false;
    }

    static bool TryReadWord(ReadOnlySpan<byte> text, out int month, out int length)
    {
        (month, length) = (0, 0);
        foreach (var word in words)
        {
            if (!text.StartsWith(word))
            {
                continue;
            }
            length = word.Length;
            while (length < text.Length && char.IsAsciiDigit((char)text[length]) && month <= MonthMax)
            {
                month = 10 * month + text[length++] - '0';
            }
        }
        return month is >= 1 and <= MonthMax;
    }
}
