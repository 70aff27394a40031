namespace Etl.Core.Conditions;

/// <summary>Comparisons of <c>--where</c> and <c>--filter</c>.</summary>
public enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
