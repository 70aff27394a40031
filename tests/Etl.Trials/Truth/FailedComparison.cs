namespace Etl.Trials.Truth;

/// <summary>How the table of a job that failed compares with what was expected.</summary>
/// <param name="Rows">Rows in the table.</param>
/// <param name="Differences">Rows that are missing or too much.</param>
/// <param name="LastRecord">The last record that is there.</param>
/// <param name="FirstDuplicate">The record at which the job had to stop.</param>
sealed record FailedComparison(long Rows, long Differences, long LastRecord, long FirstDuplicate);
