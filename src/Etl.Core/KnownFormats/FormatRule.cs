using System.Diagnostics;

namespace Etl.Core.KnownFormats;

/// <summary>What a column of a known format means; the grammar stands at the head of <c>formats.txt</c>.</summary>
/// <param name="Name">A field, a family of values (<c>phone</c> with a label), <c>-</c>, <c>#</c> or <c>other</c>.</param>
/// <param name="Label">What the value is for (<c>Work</c>), <c>n</c> when another column says that, or empty when it is one field.</param>
/// <param name="Part">Part of an address or a date, <c>label</c>, <c>name</c>, or empty.</param>
/// <param name="Convention">How the program writes the value, or empty.</param>
/// <param name="IsOptional">True when the column is written only if there is such a field.</param>
public sealed record FormatRule(string Name, string Label, string Part, string Convention, bool IsOptional)
{
    /// <summary>The label of values whose label stands in another column.</summary>
    public const string Numbered = "n";

    /// <summary>True for a column that no field of a contact holds; its values are kept under <c>custom.HEADER</c>.</summary>
    public bool IsKept => Name == "-";

    /// <summary>True for the number of the row.</summary>
    public bool IsRowNumber => Name == "#";

    /// <summary>True for a place for what has no column of its own.</summary>
    public bool IsOther => Name == "other";

    /// <summary>True for one of several values of a kind.</summary>
    public bool IsSlot => Label.Length > 0;

    /// <summary>True for a column that is one field.</summary>
    public bool IsField => !IsKept && !IsRowNumber && !IsOther && !IsSlot;

    internal static FormatRule Parse(string text)
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
