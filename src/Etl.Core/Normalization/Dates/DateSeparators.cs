namespace Etl.Core.Normalization.Dates;

/// <summary>
/// What stands between the numbers of dates. Two ways of writing in one column come from two sources, and each has an order of its own: a proof counts
/// for the dates of its own separator alone.
/// </summary>
[Flags]
public enum DateSeparators
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>25/12/2001.</summary>
    Slash = 1 << 0,

    /// <summary>25-12-2001.</summary>
    Dash = 1 << 1,

    /// <summary>25.12.2001, which has the day first unless the column proves another order.</summary>
    Point = 1 << 2,

    /// <summary>25 12 2001, and any other.</summary>
    Other = 1 << 3,

    /// <summary>Every separator: what the user says about dates.</summary>
    All = Slash | Dash | Point | Other,
}
