namespace Etl.Databases.Postgres.Loading;

/// <summary>One step of encoding a row: a run of texts, or one column.</summary>
/// <param name="Texts">For each text of the run the column of the batch that feeds it; null when the step is one column.</param>
/// <param name="Column">The written column that starts the step.</param>
readonly record struct EncodedStep(int[]? Texts, int Column);
