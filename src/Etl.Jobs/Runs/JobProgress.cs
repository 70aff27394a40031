using Etl.Core.Contracts;
using Etl.Core.Pipeline;

namespace Etl.Jobs.Runs;

/// <summary>Passes the pipeline's progress on, with the bytes that the sources have read.</summary>
sealed class JobProgress(IJobObserver observer, IReadOnlyList<ISource> sources) : IProgress<PipelineProgress>
{
    /// <inheritdoc/>
    public void Report(PipelineProgress value) =>
        observer.Advanced(value, sources.Sum(source => source.Description.BytesRead));
}
