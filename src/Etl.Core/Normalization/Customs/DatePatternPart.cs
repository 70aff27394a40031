namespace Etl.Core.Normalization.Customs;

/// <summary>A part of a date's form.</summary>
/// <param name="Letter">d, M or y for a number, N for a month's name, U+0000 for text that stands as it is.</param>
/// <param name="Width">How many letters it was written with.</param>
/// <param name="Literal">The text, in UTF-8.</param>
readonly record struct DatePatternPart(char Letter, int Width, byte[] Literal)
{
    /// <summary>True when the number has as many digits as letters, because another stands beside it. Default: false.</summary>
    public bool IsFixed { get; init; }

    /// <summary>True for day, month and year in digits.</summary>
    public bool IsNumber => Letter is 'd' or 'M' or 'y';
}
