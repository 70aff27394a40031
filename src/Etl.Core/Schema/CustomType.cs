using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Customs;

namespace Etl.Core.Schema;

/// <summary>The type of a custom field, as written behind its name: <c>custom.revenue:number(de)</c>.</summary>
/// <param name="Kind">What the field holds.</param>
/// <param name="Argument">What stands in the brackets; empty when there are none.</param>
public sealed record CustomType(CustomKind Kind, string Argument)
{
    static readonly string[] names = [.. Enum.GetNames<CustomKind>().Select(name => name.ToLowerInvariant())];

    /// <summary>True when stores write the value as a number or truth value of JSON, not as text.</summary>
    public bool IsJsonScalar => Kind is CustomKind.Number or CustomKind.Bool;

    /// <summary>How its numbers are written; null for other types than numbers and money.</summary>
    internal NumberFormat? Numbers => Kind == CustomKind.Number ? NumberFormat.Find(Argument) : Money?.Numbers;

    /// <summary>Which currencies its amounts are in; null for other types than money.</summary>
    internal CurrencyFormat? Money => Kind == CustomKind.Currency ? CurrencyFormat.Find(Argument) : null;

    /// <summary>
    /// True for a value that looks like a number of JSON and is text, because the user's number could be another: 1.234 where the type names no language.
    /// </summary>
    /// <param name="value">A cleaned value that is not empty.</param>
    public bool IsOpenNumber(ReadOnlySpan<byte> value)
    {
        Span<byte> number = stackalloc byte[AmountText.LengthMax];
        return Kind == CustomKind.Number
            && Argument.Length == 0
            && AmountText.Read(value, NumberFormat.Open, null, number).IsAmbiguous;
    }

    /// <summary>
    /// Divides a custom field's name from its type. A colon that no known type follows is a part of the name, unless what
    /// follows is nearly one, or the name is one that somebody wrote down and a word follows without a space.
    /// </summary>
    /// <param name="text">What stands behind <c>custom.</c>.</param>
    /// <param name="isWritten">True for a name in an option, false for one that may be the header of a column.</param>
    /// <param name="name">The name alone.</param>
    /// <param name="type">The type; null when there is none.</param>
    /// <returns>A sentence when the type is wrong, else null.</returns>
    public static string? Divide(string text, bool isWritten, out string name, out CustomType? type)
    {
        name = text;
        type = null;
        var open = text.EndsWith(')') ? text.IndexOf('(', StringComparison.Ordinal) : -1;
        var divider = (open < 0 ? text : text[..open]).LastIndexOf(':');
        if (divider <= 0)
        {
            return null;
        }
        var word = (open < 0 ? text[(divider + 1)..] : text[(divider + 1)..open]).Trim();
        var kind = Array.IndexOf(names, word.ToLowerInvariant());
        if (kind < 0)
        {
            var isMeant =
                open >= 0 || (isWritten && IsWord(text[(divider + 1)..])) || NearestNames.One(word, names) is not null;
            return !isMeant
                ? null
                : $"The type \"{word}\" does not exist; the types are {string.Join(", ", names)}, for example custom.revenue:number(de).";
        }
        var argument = open < 0 ? "" : text[(open + 1)..^1].Trim();
        type = new CustomType((CustomKind)kind, argument);
        name = text[..divider].Trim();
        return type.Problem();
    }

    /// <inheritdoc/>
    public override string ToString() => Argument.Length == 0 ? names[(int)Kind] : $"{names[(int)Kind]}({Argument})";

    static bool IsWord(string text) => text.Length > 0 && text.All(char.IsLetter);

    string? Problem() =>
        Kind switch
        {
            CustomKind.Number when NumberFormat.Find(Argument) is null =>
                $"\"{this}\" names no language that is known; write for example number, number(en) for 1,234.56 or number(de) for 1.234,56.",
            CustomKind.Currency when CurrencyFormat.Find(Argument) is null =>
                $"\"{this}\" names no language or currency that is known; write for example currency, currency(de), currency(EUR) or currency(de,EUR).",
            CustomKind.Date when Argument.Length > 0 && DatePattern.Find(Argument) is null =>
                $"\"{this}\" is no pattern of a date; write day, month and year once each as d or dd, M, MM or MMM, and yyyy, for example date(dd.MM.yyyy).",
            CustomKind.Bool when Argument.Length > 0 => $"\"{this}\" takes nothing in brackets; write bool.",
            CustomKind.Enum when Argument.Split('|', StringSplitOptions.TrimEntries).Any(word => word.Length == 0) =>
                $"\"{this}\" needs its words, divided by |, for example enum(hot|warm|cold).",
            _ => null,
        };
}
