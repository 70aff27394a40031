using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;

namespace Etl.Jobs.Stores;

/// <summary>Keeps the e-mail or phone of a thin, even sample of the valid records, and counts all as written.</summary>
sealed class KeySampleSink : ISink
{
    const int SampleMax = 500;
    static readonly string[] fields = ["email", "phone"];

    readonly Dictionary<string, HashSet<string>> values = fields.ToDictionary(
        field => field,
        _ => new HashSet<string>(StringComparer.Ordinal),
        StringComparer.Ordinal
    );
    int stride = 1;
    long ordinal;

    /// <summary>Sampled values by field; only fields that have some.</summary>
    public IReadOnlyList<(string Field, IReadOnlyList<string> Values)> Values =>
        [
            .. values
                .Where(entry => entry.Value.Count > 0)
                .Select(entry => (entry.Key, (IReadOnlyList<string>)[.. entry.Value])),
        ];

    /// <inheritdoc/>
    public IBatchEncoder? CreateEncoder() => null;

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (!batch.IsPending(row))
            {
                continue;
            }
            if (ordinal++ % stride == 0)
            {
                Sample(batch, row);
            }
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

    // A record is found by its first key only, so only that one must be in the store.
    void Sample(RecordBatch batch, int row)
    {
        foreach (var field in fields)
        {
            var column = batch.Layout.ColumnOf(field);
            if (column < 0 || batch.Cell(row, column).IsEmpty)
            {
                continue;
            }
            var sampled = values[field];
            sampled.Add(Encoding.UTF8.GetString(batch.Value(row, column)));
            if (sampled.Count >= SampleMax)
            {
                Thin(sampled);
            }
            return;
        }
    }

    // Half of the sample goes, and from now on half as many are taken.
    void Thin(HashSet<string> sampled)
    {
        stride *= 2;
        foreach (var value in sampled.Where((_, index) => index % 2 == 1).ToList())
        {
            sampled.Remove(value);
        }
    }
}
