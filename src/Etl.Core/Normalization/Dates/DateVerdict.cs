namespace Etl.Core.Normalization.Dates;

/// <summary>What was read from a date's text.</summary>
enum DateVerdict
{
    /// <summary>No date of the calendar.</summary>
    Bad,

    /// <summary>What programs write for no date at all: 0000-00-00, 1900-01-00.</summary>
    None,

    /// <summary>One date.</summary>
    Certain,

    /// <summary>Day and month could be either way round.</summary>
    Ambiguous,

    /// <summary>The century is not said and cannot be inferred.</summary>
    CenturyUnknown,
}
