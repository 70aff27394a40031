namespace Etl.Core.Diagnostics;

/// <summary>Buckets and counted codes, as a value that can be stored with a chunk and taken up again.</summary>
/// <param name="Rows">The buckets.</param>
/// <param name="Codes">Counted codes, ordered by name, then field.</param>
public sealed record JobTotals(RowTotals Rows, IReadOnlyList<CodeTotal> Codes);
