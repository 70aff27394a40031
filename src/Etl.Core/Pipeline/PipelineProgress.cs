using Etl.Core.Diagnostics;

namespace Etl.Core.Pipeline;

/// <summary>How far a pipeline has come; reported once per batch.</summary>
/// <param name="Rows">The buckets so far.</param>
/// <param name="InputIndex">0-based index of the input at hand.</param>
public sealed record PipelineProgress(RowTotals Rows, int InputIndex);
