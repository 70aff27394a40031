namespace Etl.Core.Normalization.Customs;

/// <summary>What divides a number from its decimals.</summary>
public enum DecimalMark
{
    /// <summary>Nobody says.</summary>
    Unknown,

    /// <summary>A point: 1,234.56.</summary>
    Point,

    /// <summary>A comma: 1.234,56.</summary>
    Comma,
}
