namespace Etl.Core.Normalization.Customs;

/// <summary>What came of reading a number.</summary>
/// <param name="Length">Bytes that were written; 0 when the value is no number or could be two.</param>
/// <param name="Proof">The decimal mark that the value proves, because it is no number with the other one; unknown for most.</param>
readonly record struct NumberReading(int Length, DecimalMark Proof)
{
    /// <summary>The value is no number.</summary>
    public static readonly NumberReading None;

    /// <summary>The value is one number with a decimal point and another with a decimal comma.</summary>
    public static readonly NumberReading Open = new() { IsAmbiguous = true };

    /// <summary>True when the value could be two numbers.</summary>
    public bool IsAmbiguous { get; private init; }

    /// <summary>True when the number was written in scientific notation that leaves digits out.</summary>
    public bool LacksDigits { get; init; }
}
