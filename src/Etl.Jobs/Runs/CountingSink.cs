using Etl.Core.Batches;
using Etl.Core.Contracts;

namespace Etl.Jobs.Runs;

/// <summary>Writes nothing and counts every record that would have been written as inserted: a dry run to a file.</summary>
sealed class CountingSink : ISink
{
    /// <inheritdoc/>
    public IBatchEncoder? CreateEncoder() => null;

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        foreach (ref var outcome in batch.Outcomes)
        {
            outcome = outcome == RowOutcome.Pending ? RowOutcome.Inserted : outcome;
        }
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
