namespace Etl.Core.KnownFormats;

/// <summary>How one program writes its contacts to delimited text: what its columns mean, for reading and for writing.</summary>
/// <param name="Name">Name for options and reports, for example <c>outlook-de</c>.</param>
/// <param name="Title">Name for people, for example <c>Outlook (Windows, German)</c>.</param>
public sealed record ContactFormat(string Name, string Title)
{
    /// <summary>The columns in the order in which they are written.</summary>
    public required IReadOnlyList<FormatColumn> Columns { get; init; }

    /// <summary>Headers that few other programs have; by them the format is recognised.</summary>
    public required IReadOnlyList<string> Distinctive { get; init; }

    /// <summary>Headers that other programs hardly have; some of them prove a file with a part of the columns. Default: none.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>How many of <see cref="Own"/> prove it. Default: 3.</summary>
    public int OwnMin { get; init; } = FormatCatalog.FoundMin;

    /// <summary>
    /// True for the columns of another format in a language of their own. Few other programs write such names as theirs, so beside a given and a family name
    /// three of <see cref="Own"/> prove it. Default: false.
    /// </summary>
    public bool IsTranslation { get; init; }

    /// <summary>A header without which it is not this format; null when there is none.</summary>
    public string? Must { get; init; }

    /// <summary>
    /// Records that the program imports from one file; null when no limit is known. Salesforce: 50,000 records (Help, "Contact and Lead Imports").
    /// HubSpot: 1,048,576 rows (Knowledge Base, "Set up import files"), of which one is left for the header, as nothing says whether it counts.
    /// Google: 3,000 contacts, from memory.
    /// </summary>
    public long? RowsMax { get; init; }

    /// <summary>What makes two of its records the same when the user says nothing; empty for what holds for all files.</summary>
    public IReadOnlyList<string> Match { get; init; } = [];

    /// <summary>A line that the program's template has above the header; null when there is none.</summary>
    public string? Preamble { get; init; }

    /// <summary>Delimiter that the program writes. Default: a comma.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>Line end that the program writes. Default: LF.</summary>
    public string LineEnd { get; init; } = "\n";

    /// <summary>What stands between several values in one cell, with a space on either side; null when cells hold one.</summary>
    public string? ListSeparator { get; init; }

    /// <summary>True when the name of the file says what its contacts consented to (<c>subscribed_…</c>, <c>cleaned_…</c>).</summary>
    public bool HasConsentFiles { get; init; }

    /// <summary>Columns of one file that the program takes when it takes any, each as a field of the user's own; 0 when it takes none but its own.</summary>
    public int ColumnsMax { get; init; }

    /// <summary>True when the program takes a file with a part of its columns; the others are written whole. Default: false.</summary>
    public bool IsPartial { get; init; }

    /// <summary>True when a delimiter ends each line, so that there is one more column, which is empty.</summary>
    public bool HasTrailingColumn { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
