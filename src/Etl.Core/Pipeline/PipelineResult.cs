using Etl.Core.Diagnostics;

namespace Etl.Core.Pipeline;

/// <summary>What a pipeline did that ran to its end or to the limit of rejects.</summary>
/// <param name="Totals">Buckets and counted codes.</param>
/// <param name="Stages">Time of each stage.</param>
/// <param name="Bottleneck">The stage that held the others up.</param>
/// <param name="Seconds">Wall time.</param>
public sealed record PipelineResult(
    JobTotals Totals,
    IReadOnlyList<StageTime> Stages,
    string Bottleneck,
    double Seconds
)
{
    /// <summary>True when the job was stopped, or its output withheld, because there were too many rejects.</summary>
    public bool IsStoppedByLimit { get; init; }
}
