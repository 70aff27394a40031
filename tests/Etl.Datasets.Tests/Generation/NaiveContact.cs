using System.Text;
using System.Text.RegularExpressions;

namespace Etl.Datasets.Tests.Generation;

/// <summary>Normalizes the keys of one record with strings and regular expressions.</summary>
static partial class NaiveContact
{
    static readonly HashSet<string> northAmerica = new(StringComparer.OrdinalIgnoreCase)
    {
        "us",
        "usa",
        "united states",
        "united states of america",
        "ca",
        "can",
        "canada",
    };

    public static string? Email(string typed)
    {
        var text = typed.Trim();
        if (AngleBrackets().Match(text) is { Success: true } bracketed)
        {
            text = bracketed.Groups[1].Value;
        }
        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            text = text["mailto:".Length..];
        }
        text = text.ToLowerInvariant();
        return Address().IsMatch(text) ? text : null;
    }

    public static string? Phone(string typed, string country)
    {
        var text = typed.Trim();
        var extension = "";
        if (Extension().Match(text) is { Success: true } match)
        {
            extension = ";ext=" + match.Groups[1].Value;
            text = text[..match.Index];
        }
        var digits = new StringBuilder();
        foreach (var character in text.Where(char.IsAsciiDigit))
        {
            digits.Append(character);
        }
        var number = digits.ToString();
        if (number.Length == 0)
        {
            return null;
        }
        if (text[0] == '+')
        {
            return "+" + number + extension;
        }
        if (number.StartsWith("00", StringComparison.Ordinal))
        {
            return "+" + number[2..] + extension;
        }
        var national = number.Length == 11 && number[0] == '1' ? number[1..] : number;
        return northAmerica.Contains(country.Trim()) && NorthAmerican().IsMatch(national)
            ? "+1" + national + extension
            : number + extension;
    }

    [GeneratedRegex("<([^>]*)>", RegexOptions.NonBacktracking)]
    private static partial Regex AngleBrackets();

    [GeneratedRegex(@"^[a-z0-9._-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"\s*(?:x|ext\. |#)(\d+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Extension();

    [GeneratedRegex(@"^[2-9]\d\d[2-9]\d{6}$", RegexOptions.NonBacktracking)]
    private static partial Regex NorthAmerican();
}
