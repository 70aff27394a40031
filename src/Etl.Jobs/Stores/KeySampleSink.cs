using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;

namespace Etl.Jobs.Stores;

/// <summary>
/// Keeps the keys by which a thin, even sample of the valid records is looked up, and counts all as written. A record is
/// looked up by the first of its match rules that has a value; one of that rule's keys must be in the store.
/// </summary>
/// <param name="keys">The match keys of the batches.</param>
/// <param name="ruleCount">How many of the match rules count; records that are looked up by another one are left out.</param>
sealed class KeySampleSink(MatchKeyBuilder keys, int ruleCount) : ISink
{
    const int SampleMax = 1000;

    readonly int[] ruleOfSlot = [.. keys.RuleOfSlots];
    readonly List<UInt128[]> sample = [];
    int stride = 1;
    long ordinal;

    /// <summary>For each sampled record its keys.</summary>
    public IReadOnlyList<UInt128[]> Sample => sample;

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
                Add(batch.Keys.Slice(row * batch.KeyCount, batch.KeyCount));
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

    void Add(ReadOnlySpan<UInt128> row)
    {
        var (first, end) = FirstRule.SlotsOf(row, ruleOfSlot);
        if (first == end || ruleOfSlot[first] >= ruleCount)
        {
            return;
        }
        var found = new List<UInt128>();
        foreach (var key in row[first..end])
        {
            if (key != 0)
            {
                found.Add(key);
            }
        }
        sample.Add([.. found]);
        if (sample.Count == SampleMax)
        {
            Thin();
        }
    }

    /// <summary>Half of the sample goes, and from now on half as many are taken.</summary>
    void Thin()
    {
        stride *= 2;
        var kept = sample.Where((_, index) => index % 2 == 0).ToList();
        sample.Clear();
        sample.AddRange(kept);
    }
}
