using Etl.Core.Normalization.Emails;

namespace Etl.Core.Normalization;

/// <summary>How values are cleaned. Immutable; validated where the command line or the job file is read.</summary>
public sealed record NormalizationOptions
{
    /// <summary>The defaults.</summary>
    public static readonly NormalizationOptions Default = new();

    /// <summary>True to reject a record for a bad value in an optional field. Default: false, the value is dropped and counted.</summary>
    public bool Strict { get; init; }

    /// <summary>
    /// ISO 3166 alpha-2 code, in capitals, of the country of phone numbers that do not say theirs, in records without a
    /// country of their own. Default: null, none is guessed.
    /// </summary>
    public string? Country { get; init; }

    /// <summary>How to read 03/04/2024. Default: unknown.</summary>
    public DateOrder DateOrder { get; init; }

    /// <summary>Which e-mail addresses are taken. Default: those that contacts have.</summary>
    public EmailMode EmailMode { get; init; }

    /// <summary>True to leave the names of states and provinces. Default: false, they become codes.</summary>
    public bool KeepsRegionNames { get; init; }

    /// <summary>True to read values back that are UTF-8 in another encoding's letters. Default: false, they are kept and counted.</summary>
    public bool RepairsMojibake { get; init; }

    /// <summary>
    /// True to leave a cell that holds more addresses or numbers than there is room for as it is. Default: false, those without room are dropped
    /// and counted.
    /// </summary>
    public bool KeepsLists { get; init; }

    /// <summary>Today's date, which decides the century of two-digit birth years. Default: none, and no century is added.</summary>
    public DateOnly? Today { get; init; }
}
