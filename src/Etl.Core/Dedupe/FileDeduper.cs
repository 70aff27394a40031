using System.Globalization;
using Etl.Core.Batches;
using Etl.Core.Dedupe.Spilling;
using Etl.Core.Diagnostics;

namespace Etl.Core.Dedupe;

/// <summary>
/// Marks the rows of a job whose key an earlier row has, in input order. A row looks up with the keys of its first rule that
/// has a value, and once it is kept it is found by the keys of all its rules.
/// </summary>
/// <param name="ruleOfSlot">For each key slot of a row, the ordinal of the rule that it belongs to, ascending.</param>
/// <param name="policy">What a duplicate means; <see cref="DuplicatePolicy.Update"/> is not for files.</param>
/// <param name="bytesMax">Most bytes that the keys may take.</param>
/// <param name="expectedKeys">How many keys will come, as far as known: room for them is made at once.</param>
/// <param name="late">Decides, from the moment on that the keys do not fit; null to keep them in memory whatever they take.</param>
/// <param name="room">Memory for the keys that was made ready ahead; null for none.</param>
public sealed class FileDeduper(
    IReadOnlyList<int> ruleOfSlot,
    DuplicatePolicy policy,
    long bytesMax,
    long expectedKeys = 0,
    LateDuplicates? late = null,
    SlotRoom? room = null
)
{
    readonly KeySet keys = new(policy == DuplicatePolicy.Create ? 0 : expectedKeys, room);
    readonly int[] rules = [.. ruleOfSlot];

    /// <summary>Decides the pending rows of a batch.</summary>
    public void Run(RecordBatch batch)
    {
        if (policy == DuplicatePolicy.Create || rules.Length == 0)
        {
            return;
        }
        if (late is { HasBegun: true })
        {
            Defer(batch, late);
            return;
        }
        for (var row = 0; row < batch.RowCount; row++)
        {
            foreach (var key in KeysAhead.InBursts(batch.Keys, rules.Length, row))
            {
                keys.Prefetch(key);
            }
            if (batch.Outcomes[row] == RowOutcome.Pending)
            {
                Decide(batch, row);
            }
        }
        if (keys.BytesWithOutgrown > bytesMax)
        {
            late?.Begin(keys);
        }
    }

    void Defer(RecordBatch batch, LateDuplicates decider)
    {
        batch.IsUndecided = true;
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row))
            {
                decider.Add(batch.Keys.Slice(row * rules.Length, rules.Length), rules);
            }
        }
    }

    void Decide(RecordBatch batch, int row)
    {
        if (TryAdd(batch.Keys.Slice(row * rules.Length, rules.Length)))
        {
            return;
        }
        if (policy == DuplicatePolicy.Fail)
        {
            ThrowDuplicate(batch.FirstRecordNumber + row);
        }
        batch.Outcomes[row] = RowOutcome.DuplicateInFile;
    }

    /// <summary>Gives the memory of the keys back when no batch will come any more.</summary>
    public void End() => keys.Release();

    /// <summary>Adds the keys of a row, unless one of its first rule that has a value is known.</summary>
    bool TryAdd(ReadOnlySpan<UInt128> slots)
    {
        var (first, end) = FirstRule.SlotsOf(slots, rules);
        if (first == end)
        {
            return true;
        }
        // A single key is looked up by adding it.
        for (var slot = first; end - first > 1 && slot < end; slot++)
        {
            if (slots[slot] != UInt128.Zero && keys.Contains(slots[slot]))
            {
                return false;
            }
        }
        if (!keys.Add(slots[first]) && end - first == 1)
        {
            return false;
        }
        foreach (var key in slots[(first + 1)..])
        {
            if (key != UInt128.Zero)
            {
                keys.Add(key);
            }
        }
        return true;
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    internal static void ThrowDuplicate(long record) =>
        throw new JobException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Record {record} has the same key as an earlier record, and --on-duplicate fail stops at the first duplicate. "
                    + $"Nothing was written. Use --on-duplicate skip to keep the first of each."
            )
        );
}
