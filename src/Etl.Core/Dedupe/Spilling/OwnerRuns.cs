namespace Etl.Core.Dedupe.Spilling;

/// <summary>
/// Which contacts own match keys that have left the memory: sorted runs on the disk, and a Bloom filter in memory that says which keys are
/// surely not there. Owners are only added; who asks must know which of them have given the key up.
/// </summary>
/// <remarks>
/// Four runs of one size are merged into one of the next (a log-structured merge tree: O'Neil et al., 1996), so a hundred million keys
/// are some seven runs and were written three times. Keys are uniform, so every look-up of a run reads one block wherever it lies.
/// </remarks>
/// <param name="folder">Where temporary files go: 24 bytes a key, and for as long as runs are merged the same again.</param>
/// <param name="keepsAllOwners">False when no owner gives a key up: then the lowest one is kept only.</param>
public sealed class OwnerRuns(string folder, bool keepsAllOwners) : IDisposable
{
    const int RunsPerLevel = 4;

    readonly List<(OwnerRun Run, int Level)> runs = [];
    readonly byte[] block = new byte[OwnerRun.BlockBytes];
    BloomFilter? filter;

    /// <summary>Keys that went to the disk.</summary>
    public long KeyCount { get; private set; }

    /// <summary>Most bytes on the disk so far.</summary>
    public long LengthBytesMax { get; private set; }

    /// <summary>Number of runs.</summary>
    public int RunCount => runs.Count;

    /// <summary>Bytes in memory.</summary>
    public long MemoryBytes => (filter?.LengthBytes ?? 0) + runs.Sum(entry => entry.Run.MemoryBytes);

    /// <summary>Writes all keys of a table to the disk; the table stays as it is.</summary>
    public void Add(KeyTable table, CancellationToken cancellationToken) =>
        Add(table, long.MaxValue, cancellationToken);

    /// <summary>The same with the keys whose owners are below an id only.</summary>
    public void Add(KeyTable table, long ownersBelow, CancellationToken cancellationToken)
    {
        if (table.OwnerCount == 0)
        {
            return;
        }
        var keys = OwnerMerge.Of([table.FirstOwners(), table.LaterOwners()], keepsAllOwners);
        var run = OwnerRun.Write(folder, Remembered(keys, ownersBelow), table.OwnerCount, cancellationToken);
        if (run.Count == 0)
        {
            run.Dispose();
            return;
        }
        runs.Add((run, 0));
        KeyCount += run.Count;
        NoteLength(0);
        while (CountOfLastLevel() == RunsPerLevel)
        {
            MergeLast(RunsPerLevel, cancellationToken);
        }
    }

    /// <summary>Merges all runs into one: worth it when many look-ups follow, each of which would ask every run.</summary>
    public void MergeAll(CancellationToken cancellationToken)
    {
        if (runs.Count > 1)
        {
            MergeLast(runs.Count, cancellationToken);
        }
    }

    /// <summary>Makes the Bloom filter, with the keys that are on the disk. Until then any key may be there.</summary>
    /// <param name="expectedKeys">Keys that will come, those that are there included, as far as known.</param>
    /// <param name="bytesMax">Most bytes to take.</param>
    /// <param name="cancellationToken">Asked while the keys are read.</param>
    public void MakeFilter(long expectedKeys, long bytesMax, CancellationToken cancellationToken)
    {
        filter = new BloomFilter(expectedKeys, bytesMax);
        foreach (var (run, _) in runs)
        {
            foreach (var key in run.Entries(cancellationToken))
            {
                filter.Add(OwnedKey.FilterKeyOf(key.Order));
            }
        }
    }

    /// <summary>False when nobody on the disk has the key, surely.</summary>
    public bool MayHold(UInt128 key) =>
        filter is null || filter.MayContain(OwnedKey.FilterKeyOf(OwnedKey.OrderOf(key)));

    /// <summary>The lowest owner of a key between two ids, or 0.</summary>
    /// <param name="key">The key.</param>
    /// <param name="above">Owners from here down do not count. 0 for all.</param>
    /// <param name="below">Owners from here up do not count.</param>
    public long Lowest(UInt128 key, long above, long below)
    {
        var order = OwnedKey.OrderOf(key);
        var lowest = 0L;
        // Ids mostly ascend, so the first run that has the key spares the others.
        foreach (var (run, _) in runs)
        {
            if (run.LowestOwner < below && run.Lowest(order, above, below, block) is not 0 and var found)
            {
                lowest = below = found;
            }
        }
        return lowest;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (run, _) in runs)
        {
            run.Dispose();
        }
        runs.Clear();
    }

    IEnumerable<OwnedKey> Remembered(IEnumerable<OwnedKey> keys, long ownersBelow)
    {
        foreach (var key in keys)
        {
            if (key.Owner < ownersBelow)
            {
                filter?.Add(OwnedKey.FilterKeyOf(key.Order));
                yield return key;
            }
        }
    }

    int CountOfLastLevel() => runs.Count - 1 - runs.FindLastIndex(entry => entry.Level != runs[^1].Level);

    void MergeLast(int count, CancellationToken cancellationToken)
    {
        // The first of them is on the highest level.
        var level = runs[^count].Level;
        var merged = runs[^count..].ConvertAll(entry => entry.Run);
        var run = OwnerRun.Write(
            folder,
            OwnerMerge.Of([.. merged.Select(each => each.Entries(cancellationToken))], keepsAllOwners),
            merged.Sum(each => each.Count),
            cancellationToken
        );
        NoteLength(run.LengthBytes);
        merged.ForEach(each => each.Dispose());
        runs.RemoveRange(runs.Count - count, count);
        runs.Add((run, level + 1));
    }

    void NoteLength(long furtherBytes) =>
        LengthBytesMax = Math.Max(LengthBytesMax, furtherBytes + runs.Sum(entry => entry.Run.LengthBytes));
}
