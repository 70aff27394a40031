namespace Etl.Core.Conditions;

/// <summary>
/// A parsed condition of <c>--where</c> and <c>--filter</c>: comparisons, <c>and</c>, <c>or</c>, <c>not</c>, <c>like</c>,
/// <c>in</c>, <c>is null</c>. A tree of values, never text: stores bind its operands as parameters, batches evaluate it on bytes.
/// </summary>
/// <remarks>
/// The meaning is that of SQL on text columns whose empty values are NULL. A test of an empty value is unknown, neither true nor false, except
/// <see cref="IsNull"/>; <c>not</c> unknown is unknown, <c>and</c> is the lesser and <c>or</c> the greater of false &lt; unknown &lt; true; a row meets the condition when
/// it is true. So <c>city != 'Rome'</c> and <c>not city = 'Rome'</c> both leave out rows without a city. Comparisons, <see cref="In"/> included, are those of
/// <see cref="ConditionText.Compare"/>, patterns those of <see cref="ConditionText.Like"/>.
/// </remarks>
public abstract record Condition
{
    /// <summary>All must hold.</summary>
    public sealed record And(Condition Left, Condition Right) : Condition;

    /// <summary>One must hold.</summary>
    public sealed record Or(Condition Left, Condition Right) : Condition;

    /// <summary>Must not hold.</summary>
    public sealed record Not(Condition Operand) : Condition;

    /// <summary>A field compared with a value: as numbers when both are numbers, else as text, ordinal.</summary>
    public sealed record Compare(string Field, ComparisonOperator Operator, string Value) : Condition;

    /// <summary>A field against a pattern of <c>%</c> and <c>_</c>, ASCII case ignored.</summary>
    public sealed record Like(string Field, string Pattern) : Condition;

    /// <summary>A field equal to one of some values.</summary>
    public sealed record In(string Field, IReadOnlyList<string> Values) : Condition;

    /// <summary>A field without a value.</summary>
    public sealed record IsNull(string Field) : Condition;
}
