namespace Etl.Core.Normalization;

/// <summary>How to read a date of three numbers whose order its own numbers do not tell.</summary>
public enum DateOrder
{
    /// <summary>Not said: such a date is kept as it is and flagged. The default.</summary>
    Unknown = 0,

    /// <summary>Day, month, year (<c>--date-order dmy</c>).</summary>
    DayMonthYear,

    /// <summary>Month, day, year (<c>--date-order mdy</c>).</summary>
    MonthDayYear,
}
