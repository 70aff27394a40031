namespace Etl.Formats.Tests.Csv;

/// <summary>One input and the records it must give, or why another result is right here.</summary>
/// <param name="Id">Name of the case.</param>
/// <param name="Input">The text.</param>
/// <param name="Records">The records as the collection states them.</param>
/// <param name="Deviation">Why ours differ; null when they must not.</param>
sealed record CsvCase(string Id, string Input, string[][] Records, string? Deviation = null)
{
    /// <summary>Rows of nothing but empty fields are counted as blank and are no records.</summary>
    public string[][] WithoutBlanks => [.. Records.Where(record => record.Any(value => value.Length > 0))];
}
