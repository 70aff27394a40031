namespace Etl.Core.KnownFormats.Composing;

/// <summary>One column of a file that is written for another program.</summary>
/// <param name="Header">What stands in the header.</param>
/// <param name="Rule">What it holds.</param>
/// <param name="Number">Its number in a group; 0 when it is not numbered.</param>
public sealed record OutputColumn(string Header, FormatRule Rule, int Number)
{
    /// <summary>
    /// The custom field that the column holds in records where the contact's own value took the column of that name; null for all other columns.
    /// </summary>
    public string? Displaced { get; init; }

    /// <summary>What columns of one address or one pair of label and value have in common.</summary>
    public string Key =>
        Rule.Label == FormatRule.Numbered || Rule.IsOther
            ? Number.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : Rule.Label;
}
