using System.Text;
using Etl.Core.Normalization.Dates;

namespace Etl.Core.Normalization.Customs;

/// <summary>
/// A date's form as users write it: <c>dd.MM.yyyy</c>. d, dd, M and MM take one or two digits, MMM a name, yyyy four digits; where numbers
/// stand side by side (<c>yyyyMMdd</c>), each takes as many digits as letters.
/// </summary>
sealed class DatePattern
{
    readonly DatePatternPart[] parts;

    DatePattern(DatePatternPart[] parts) => this.parts = parts;

    /// <summary>The pattern; null when it does not hold day, month and year once each, the year in two digits, or numbers of one letter side by side.</summary>
    public static DatePattern? Find(string text)
    {
        var parts = new List<DatePatternPart>();
        for (var index = 0; index < text.Length; )
        {
            var letter = text[index];
            var length = 1;
            while (index + length < text.Length && text[index + length] == letter)
            {
                length++;
            }
            var isPart = char.IsAsciiLetter(letter);
            if (isPart && (letter, length) is not (('d', 1 or 2) or ('M', >= 1 and <= 4) or ('y', 4)))
            {
                return null;
            }
            var isName = letter == 'M' && length > 2;
            parts.Add(
                isPart
                    ? new(isName ? 'N' : letter, length, [])
                    : new('\0', 0, Encoding.UTF8.GetBytes(text[index..(index + length)]))
            );
            index += length;
        }
        return IsOnce(parts, "d") && IsOnce(parts, "MN") && IsOnce(parts, "y") && TryFixWidths(parts)
            ? new DatePattern([.. parts])
            : null;
    }

    /// <summary>Reads a date of this form; false for any other value.</summary>
    public bool TryRead(ReadOnlySpan<byte> value, out DateOnly date)
    {
        date = default;
        var day = 0;
        var month = 0;
        var year = 0;
        foreach (var part in parts)
        {
            if (part.Letter == '\0')
            {
                if (!value.StartsWith(part.Literal))
                {
                    return false;
                }
                value = value[part.Literal.Length..];
                continue;
            }
            var taken = part.IsFixed ? value[..Math.Min(part.Width, value.Length)] : value;
            var scanner = new DateScanner(taken);
            if (!scanner.ReadToken(out var token) || !Fits(part, token))
            {
                return false;
            }
            value = value[(taken.Length - scanner.Rest.Length)..];
            (day, month, year) = part.Letter switch
            {
                'd' => (token.Value, month, year),
                'y' => (day, month, token.Value),
                _ => (day, token.Value, year),
            };
        }
        if (!value.IsEmpty || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }
        date = new DateOnly(year, month, day);
        return true;
    }

    static bool Fits(DatePatternPart part, DateToken token) =>
        part.Letter switch
        {
            'N' => token.IsMonthName,
            'y' => token.DigitCount == 4,
            _ => token.DigitCount == part.Width || (!part.IsFixed && token.DigitCount is 1 or 2),
        };

    /// <summary>False when a number of one letter stands beside another, so that nothing tells where it ends.</summary>
    static bool TryFixWidths(List<DatePatternPart> parts)
    {
        for (var index = 1; index < parts.Count; index++)
        {
            if (!parts[index - 1].IsNumber || !parts[index].IsNumber)
            {
                continue;
            }
            if (parts[index - 1].Width == 1 || parts[index].Width == 1)
            {
                return false;
            }
            parts[index - 1] = parts[index - 1] with { IsFixed = true };
            parts[index] = parts[index] with { IsFixed = true };
        }
        return true;
    }

    static bool IsOnce(List<DatePatternPart> parts, string letters) =>
        parts.Count(part => letters.Contains(part.Letter, StringComparison.Ordinal)) == 1;
}
