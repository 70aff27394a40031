namespace Etl.Jobs.Options;

/// <summary>How dates such as 03/04/2024 are read (<c>--date-order</c>).</summary>
public enum DateOrderMode
{
    /// <summary>They are kept as they are and counted as ambiguous. The default.</summary>
    Ask,

    /// <summary>Day, month, year.</summary>
    Dmy,

    /// <summary>Month, day, year.</summary>
    Mdy,
}
