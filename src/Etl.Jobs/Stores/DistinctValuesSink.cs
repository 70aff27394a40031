using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;

namespace Etl.Jobs.Stores;

/// <summary>Counts the different values of the first column.</summary>
sealed class DistinctValuesSink : ISink
{
    readonly HashSet<string> values = new(StringComparer.Ordinal);

    /// <summary>Different values so far.</summary>
    public int Count => values.Count;

    /// <inheritdoc/>
    public IBatchEncoder? CreateEncoder() => null;

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            values.Add(Encoding.UTF8.GetString(batch.Value(row, 0)));
            batch.Outcomes[row] = RowOutcome.Inserted;
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
