using Etl.Core.Pipeline;

namespace Etl.Jobs.Runs;

/// <summary>Says nothing.</summary>
public sealed class SilentObserver : IJobObserver
{
    /// <inheritdoc/>
    public void Note(string sentence) { }

    /// <inheritdoc/>
    public void Started(JobOutline outline) { }

    /// <inheritdoc/>
    public void Advanced(PipelineProgress progress, long bytesRead) { }
}
