using System.Globalization;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>A column of an input that is a column of its known format.</summary>
/// <param name="Column">0-based column of the input.</param>
/// <param name="Rule">What it means.</param>
/// <param name="Number">Its number in a group; 0 when it is not numbered.</param>
sealed record FormatColumnUse(int Column, FormatRule Rule, int Number)
{
    /// <summary>True when what is left in the column is kept as a custom field.</summary>
    public bool IsStored { get; init; }

    /// <summary>True for a column of a numbered group.</summary>
    public bool IsNumbered => Rule.Label == FormatRule.Numbered;

    /// <summary>What columns of one address or one pair of label and value have in common.</summary>
    public string Key => IsNumbered ? Number.ToString(CultureInfo.InvariantCulture) : Rule.Label;
}
