namespace Etl.Core.Normalization.Dates;

/// <summary>What the values of a sample prove about a date column.</summary>
/// <param name="Order">How its dates are read that could mean two days; unknown when nothing proves it, or when values contradict each other.</param>
/// <param name="HasSerialDays">
/// True when its plain numbers are days, as spreadsheets store dates: each is one, and what is no number is a date or none.
/// </param>
public sealed record DateColumn(DateOrder Order, bool HasSerialDays)
{
    /// <summary>The separators of the dates that prove the order; it counts for no others. Default: none.</summary>
    public DateSeparators Separators { get; init; }

    /// <summary>True when two digits behind a named month and a hyphen are a year, because some are no day (<c>May-75</c>). Default: false.</summary>
    public bool HasShortYears { get; init; }

    /// <summary>The order of its dates with points: the day first, unless some have the month first; unknown when there are both. Default: the day first.</summary>
    public DateOrder PointOrder { get; init; } = DateOrder.DayMonthYear;

    /// <summary>Nothing is proven.</summary>
    public static readonly DateColumn Unproven = new(DateOrder.Unknown, HasSerialDays: false);

    /// <summary>Judges a column of parsed samples. The first decides whether the others are worth a look.</summary>
    public static DateColumn Of(ColumnSamples samples, int column)
    {
        var proof = new DateProof(column);
        proof.Add(samples.First);
        if (proof.IsOpen)
        {
            foreach (var other in samples.Others)
            {
                proof.Add(other);
            }
        }
        return proof.Column;
    }
}
