using Etl.Core.Batches;
using Etl.Core.Contracts;

namespace Etl.Jobs.Stores;

/// <summary>Says which of some match keys the contacts of a store have.</summary>
/// <param name="sought">The keys to look for.</param>
sealed class SoughtKeysSink(IReadOnlySet<UInt128> sought) : ISink
{
    readonly HashSet<UInt128> found = [];

    /// <summary>Those that were met so far.</summary>
    public IReadOnlySet<UInt128> Found => found;

    /// <inheritdoc/>
    public IBatchEncoder? CreateEncoder() => null;

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        foreach (var key in batch.Keys)
        {
            if (sought.Contains(key))
            {
                found.Add(key);
            }
        }
        batch.Outcomes.Fill(RowOutcome.Inserted);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
