using System.Diagnostics;
using System.Globalization;

namespace Etl.Core.KnownFormats;

/// <summary>What a column of a known format means; the grammar stands at the head of <c>formats.txt</c>.</summary>
/// <param name="Name">A field, a family of values (<c>phone</c> with a label), <c>-</c>, <c>#</c> or <c>other</c>.</param>
/// <param name="Label">What the value is for (<c>Work</c>), <c>n</c> when another column says that, or empty when it is one field.</param>
/// <param name="Part">Part of an address or a date, <c>label</c>, <c>name</c>, or empty.</param>
/// <param name="Convention">How the program writes the value, or empty.</param>
/// <param name="IsOptional">True when the column is written only if there is such a field.</param>
public sealed record FormatRule(string Name, string Label, string Part, string Convention, bool IsOptional)
{
    const string ReadOnly = "read only";
    const string Required = "required";
    const string Max = "max ";

    /// <summary>True for a column that the program fills itself and refuses in an import: it is read and never written.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>True when the program refuses a record without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The most characters that the program takes; 0 when no limit is known.</summary>
    public int LengthMax { get; init; }

    /// <summary>The label of values whose label stands in another column.</summary>
    public const string Numbered = "n";

    /// <summary>True for a column that no field of a contact holds; its values are kept under <c>custom.HEADER</c>.</summary>
    public bool IsKept => Name == "-";

    /// <summary>True when the values of the column can be cleaned where they stand: they are written as Etl writes them, or as it can be read.</summary>
    public bool IsPlain =>
        Convention
            is ""
                or "choices"
                or "1604"
                or "whole"
                or "dated"
                or "plain"
                or "wecom"
                or "comma"
                or "gender"
                or "account";

    /// <summary>True for the number of the row.</summary>
    public bool IsRowNumber => Name == "#";

    /// <summary>True for a place for what has no column of its own.</summary>
    public bool IsOther => Name == "other";

    /// <summary>True for the whole address of a contact in one cell.</summary>
    public bool IsWholeAddress => Name == "address" && Label.Length == 0;

    /// <summary>True for one of several values of a kind.</summary>
    public bool IsSlot => Label.Length > 0;

    /// <summary>True for a column that is one field.</summary>
    public bool IsField => !IsKept && !IsRowNumber && !IsOther && !IsSlot;

    /// <summary>The rule of a column that is one field.</summary>
    internal static FormatRule Of(string field) => new(field, "", "", "", IsOptional: false);

    /// <summary>The rule of a column that no field holds.</summary>
    internal static FormatRule Kept { get; } = Of("-");

    internal static FormatRule Parse(string line)
    {
        var words = line.Split(", ");
        var limit = Array.Find(words, word => word.StartsWith(Max, StringComparison.Ordinal));
        return ParseMeaning(words[0]) with
        {
            IsReadOnly = words.Contains(ReadOnly, StringComparer.Ordinal),
            IsRequired = words.Contains(Required, StringComparer.Ordinal),
            LengthMax = limit is null ? 0 : int.Parse(limit.AsSpan(Max.Length), CultureInfo.InvariantCulture),
        };
    }

    static FormatRule ParseMeaning(string text)
    {
        var isOptional = text.EndsWith('?');
        var rest = isOptional ? text[..^1] : text;
        var convention = "";
        if (rest.IndexOf(" as ", StringComparison.Ordinal) is var at and > 0)
        {
            convention = rest[(at + 4)..];
            rest = rest[..at];
        }
        var label = "";
        if (rest.IndexOf('[', StringComparison.Ordinal) is var open and > 0)
        {
            var close = rest.IndexOf(']', StringComparison.Ordinal);
            Debug.Assert(close > open, "A label ends in a bracket.");
            label = rest[(open + 1)..close];
            rest = rest[..open] + rest[(close + 1)..];
        }
        var dot = rest.StartsWith("custom.", StringComparison.Ordinal)
            ? -1
            : rest.IndexOf('.', StringComparison.Ordinal);
        var part = dot < 0 ? "" : rest[(dot + 1)..];
        return new FormatRule(dot < 0 ? rest : rest[..dot], label, part, convention, isOptional);
    }
}
