namespace Etl.Core.Normalization.Dates;

/// <summary>A number or a month's name inside a date.</summary>
/// <param name="Value">The number, or the month 1 to 12.</param>
/// <param name="DigitCount">Digits of the number; 0 for a month's name.</param>
readonly record struct DateToken(int Value, int DigitCount)
{
    /// <summary>True for a month that was named.</summary>
    public bool IsMonthName => DigitCount == 0;
}
