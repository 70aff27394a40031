using Etl.Core.Pipeline;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Tuning;

/// <summary>Finds how many records a chunk has in a job whose store is loaded by chunks, where progress is told once per chunk.</summary>
sealed class ChunkObserver : IJobObserver
{
    long rowCount;

    /// <summary>Records of the largest chunk so far: the first one begins with a small sample, and the last one has what is left.</summary>
    public int ChunkRows { get; private set; }

    /// <inheritdoc/>
    public void Note(string sentence) { }

    /// <inheritdoc/>
    public void Started(JobOutline outline) { }

    /// <inheritdoc/>
    public void Advanced(PipelineProgress progress, long bytesRead)
    {
        ChunkRows = (int)Math.Max(ChunkRows, progress.Rows.Read - rowCount);
        rowCount = progress.Rows.Read;
    }
}
