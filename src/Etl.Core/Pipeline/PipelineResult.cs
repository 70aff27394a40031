using Etl.Core.Diagnostics;

namespace Etl.Core.Pipeline;

/// <summary>What a pipeline that ran to its end did.</summary>
/// <param name="Totals">Buckets and counted codes.</param>
/// <param name="Stages">Time of each stage.</param>
/// <param name="Bottleneck">The stage that held the others up.</param>
/// <param name="Seconds">Wall time.</param>
public sealed record PipelineResult(
    JobTotals Totals,
    IReadOnlyList<StageTime> Stages,
    string Bottleneck,
    double Seconds
);
