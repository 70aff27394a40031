namespace Etl.Trials.Truth;

/// <summary>How a table compares with what was expected.</summary>
/// <param name="Rows">Rows in the table.</param>
/// <param name="Differences">Rows that are missing or too much.</param>
/// <param name="First">The first of them.</param>
sealed record Comparison(long Rows, long Differences, IReadOnlyList<string> First);
