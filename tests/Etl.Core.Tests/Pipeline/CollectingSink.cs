using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;

namespace Etl.Core.Tests.Pipeline;

/// <summary>A sink that keeps the rows it was given, and what was committed, in memory.</summary>
sealed class CollectingSink(Action<int>? onWrite = null, Action<int>? onCommit = null, Action? onComplete = null)
    : ISink
{
    readonly List<string> uncommitted = [];
    int writes;
    int commits;

    public List<string> Rows { get; } = [];

    public List<string> Committed { get; } = [];

    public List<Checkpoint> Checkpoints { get; } = [];

    public bool IsComplete { get; private set; }

    public IBatchEncoder? CreateEncoder() => null;

    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        onWrite?.Invoke(writes++);
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row))
            {
                var text =
                    Encoding.UTF8.GetString(batch.Value(row, 0)) + "=" + Encoding.UTF8.GetString(batch.Value(row, 1));
                Rows.Add(text);
                uncommitted.Add(text);
                batch.Outcomes[row] = RowOutcome.Inserted;
            }
        }
        return ValueTask.CompletedTask;
    }

    public ValueTask CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        onCommit?.Invoke(commits++);
        Committed.AddRange(uncommitted);
        uncommitted.Clear();
        Checkpoints.Add(checkpoint);
        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        IsComplete = true;
        onComplete?.Invoke();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
