namespace Etl.Formats.Csv;

/// <summary>One record of a sample.</summary>
/// <param name="Offset">Index of its first byte in the sample.</param>
/// <param name="Length">Length in bytes with its line end.</param>
/// <param name="Values">Its values.</param>
/// <param name="HasStrayQuote">True when a quote in it opened a field and was never closed.</param>
/// <param name="HasQuoted">True when all quotes that opened a field in it were closed, and there is one.</param>
sealed record CsvSampleRow(int Offset, int Length, IReadOnlyList<string> Values, bool HasStrayQuote, bool HasQuoted)
{
    /// <summary>Index just past its last byte.</summary>
    public int End => Offset + Length;

    /// <summary>Fields that are not empty.</summary>
    public int FilledCount { get; } = Values.Count(value => value.Length > 0);
}
