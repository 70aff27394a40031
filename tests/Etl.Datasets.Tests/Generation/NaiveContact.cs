using System.Text;
using System.Text.RegularExpressions;

namespace Etl.Datasets.Tests.Generation;

/// <summary>Normalizes the keys of one record with strings and regular expressions.</summary>
static partial class NaiveContact
{
    // The countries in which the generator writes national numbers, by the start of every spelling of them.
    static readonly (Regex Name, string CallingCode)[] countries =
    [
        (NorthAmerica(), "1"),
        (UnitedKingdom(), "44"),
        (Germany(), "49"),
        (France(), "33"),
    ];

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
        var code = countries.FirstOrDefault(each => each.Name.IsMatch(country.Trim())).CallingCode;
        return code == null
            ? number + extension
            : "+" + code + (code == "1" ? LeadingOne() : LeadingZero()).Replace(number, "") + extension;
    }

    [GeneratedRegex("<([^>]*)>", RegexOptions.NonBacktracking)]
    private static partial Regex AngleBrackets();

    [GeneratedRegex(@"^[a-z0-9._-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"\s*(?:x|ext\. |#)(\d+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Extension();

    [GeneratedRegex("^(us|usa|united states.*|can?|canada)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex NorthAmerica();

    [GeneratedRegex(
        "^(gb|gbr|uk|united kingdom|great britain)$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex UnitedKingdom();

    [GeneratedRegex("^(de|deu|germany)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Germany();

    [GeneratedRegex("^(fr|fra|france)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex France();

    [GeneratedRegex(@"^1(?=\d{10}$)", RegexOptions.None)]
    private static partial Regex LeadingOne();

    [GeneratedRegex("^0", RegexOptions.NonBacktracking)]
    private static partial Regex LeadingZero();
}
