using System.Text;
using Etl.Core.Normalization.Dates;

namespace Etl.Core.Normalization.Customs;

/// <summary>A date's form as users write it: <c>dd.MM.yyyy</c>. d, dd, M and MM take one or two digits, MMM a name, yyyy four digits.</summary>
sealed class DatePattern
{
    readonly (char Letter, byte[] Literal)[] parts;

    DatePattern((char Letter, byte[] Literal)[] parts) => this.parts = parts;

    /// <summary>The pattern; null when it does not hold day, month and year once each, or the year in two digits.</summary>
    public static DatePattern? Find(string text)
    {
        var parts = new List<(char Letter, byte[] Literal)>();
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
                isPart ? (isName ? 'N' : letter, []) : ('\0', Encoding.UTF8.GetBytes(text[index..(index + length)]))
            );
            index += length;
        }
        return IsOnce(parts, "d") && IsOnce(parts, "MN") && IsOnce(parts, "y") ? new DatePattern([.. parts]) : null;
    }

    /// <summary>Reads a date of this form; false for any other value.</summary>
    public bool TryRead(ReadOnlySpan<byte> value, out DateOnly date)
    {
        date = default;
        var day = 0;
        var month = 0;
        var year = 0;
        foreach (var (letter, literal) in parts)
        {
            if (letter == '\0')
            {
                if (!value.StartsWith(literal))
                {
                    return false;
                }
                value = value[literal.Length..];
                continue;
            }
            var scanner = new DateScanner(value);
            if (!scanner.ReadToken(out var token) || !Fits(letter, token))
            {
                return false;
            }
            value = scanner.Rest;
            (day, month, year) = letter switch
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

    static bool Fits(char letter, DateToken token) =>
        letter switch
        {
            'N' => token.IsMonthName,
            'y' => token.DigitCount == 4,
            _ => token.DigitCount is 1 or 2,
        };

    static bool IsOnce(List<(char Letter, byte[] Literal)> parts, string letters) =>
        parts.Count(part => letters.Contains(part.Letter, StringComparison.Ordinal)) == 1;
}
