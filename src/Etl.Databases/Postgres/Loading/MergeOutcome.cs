namespace Etl.Databases.Postgres.Loading;

/// <summary>What became of a row that was merged by itself, see <see cref="MergeScript"/>.</summary>
/// <param name="Row">The row.</param>
/// <param name="Outcome">A word of the script's, or the SQLSTATE of a refusal.</param>
/// <param name="Column">The column that a refusal names, or empty.</param>
/// <param name="Constraint">The constraint that a refusal names, or empty.</param>
readonly record struct MergeOutcome(int Row, string Outcome, string? Column, string? Constraint);
