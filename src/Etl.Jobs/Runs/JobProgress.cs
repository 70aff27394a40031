using Etl.Core.Pipeline;

namespace Etl.Jobs.Runs;

/// <summary>Passes the pipeline's progress on, with the bytes that the sources have read.</summary>
sealed class JobProgress(IJobObserver observer, PipelinePlan plan) : IProgress<PipelineProgress>
{
    /// <inheritdoc/>
    public void Report(PipelineProgress value) =>
        observer.Advanced(value, plan.Inputs.Sum(input => input.Source.Description.BytesRead));
}
