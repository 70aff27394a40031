namespace Etl.Core.Dedupe;

/// <summary>
/// An exact set of 128-bit match keys: 16 bytes a key, all 128 bits compared, open addressing in lines of four keys
/// (<see cref="KeyLines"/>). Keys are uniform already (they come from a keyed hash), so their own bits choose the partition and the line.
/// </summary>
/// <remarks>
/// 256 partitions grow one by one, so that growing never needs twice the whole. Cache misses are what a probe costs;
/// <see cref="Prefetch"/> over a batch's keys before the decisions lets the processor fetch many lines at once.
/// </remarks>
public sealed class KeySet
{
    /// <summary>Bytes that a key takes at most, in a table that has just doubled: 16 bytes at three eighths full.</summary>
    public const int BytesPerKeyMax = 43;

    const int PartitionCount = 256;
    const int InitialLines = 16;

    readonly ArraySegment<ulong>[] partitions;
    readonly int[] counts = new int[PartitionCount];

    /// <summary>Makes an empty set with room for the keys that are expected; more than that make it grow.</summary>
    /// <param name="expectedCount">Keys that will come, as far as known. Default: 0.</param>
    /// <param name="room">Memory that was made ready for this set and is taken if it suffices. Default: null.</param>
    public KeySet(long expectedCount = 0, SlotRoom? room = null)
    {
        var lines = LinesOf(expectedCount);
        partitions = room?.TryTake(PartitionCount, lines) ?? SlotMemory.AllocateLines(PartitionCount, lines);
        Bytes = (long)PartitionCount * lines * KeyLines.LineBytes;
    }

    /// <summary>Room for a set that will be made later.</summary>
    /// <param name="countMax">Most keys that may be expected then.</param>
    /// <param name="countSure">Keys that will surely be expected.</param>
    public static SlotRoom MakeRoom(long countMax, long countSure) =>
        new(PartitionCount * LinesOf(countMax), PartitionCount * LinesOf(countSure));

    /// <summary>Number of keys.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes of all slots.</summary>
    public long Bytes { get; private set; }

    /// <summary>
    /// The same with what the last growth left behind: partitions grow by halves of the whole at about the same time, and the collector
    /// has not taken all of the outgrown ones when the next one is made (20,000,000 rows: 119 MB beside slots of 419 MB).
    /// </summary>
    public long BytesWithOutgrown => Bytes * 3 / 2;

    /// <summary>Has the line fetched where the key would be, so that looking it up soon does not wait.</summary>
    public void Prefetch(UInt128 key) =>
        Text.Prefetch.Line(ref KeyLines.AtHome(partitions[(int)(key >> 120)].AsSpan(), key));

    /// <summary>True when the key is in the set. A key is never 0.</summary>
    public bool Contains(UInt128 key) => KeyLines.Contains(partitions[(int)(key >> 120)].AsSpan(), key);

    /// <summary>Adds the key; false when it was there already.</summary>
    public bool Add(UInt128 key)
    {
        var partition = (int)(key >> 120);
        var words = partitions[partition].AsSpan();
        if (!KeyLines.Add(words, key))
        {
            return false;
        }
        Count++;
        // Three quarters full: a search then looks at 1.5 lines.
        if (++counts[partition] * 8L > words.Length * 3L)
        {
            Grow(partition);
        }
        return true;
    }

    /// <summary>
    /// Gives the pages of all slots back to the system, where that can be; the set is not to be asked any more. It takes as long as when the process ends,
    /// but another processor may have nothing better to do.
    /// </summary>
    public void Release() => SlotMemory.Release<ulong>(partitions);

    /// <summary>All keys, in no order. The set is empty behind the last one; the memory of partitions that have grown goes one by one, that of the others as a whole.</summary>
    public IEnumerable<UInt128> Drain()
    {
        for (var partition = 0; partition < PartitionCount; partition++)
        {
            var words = partitions[partition];
            partitions[partition] = SlotMemory.AllocateLines(1, InitialLines)[0];
            Bytes += (long)(partitions[partition].Count - words.Count) * sizeof(ulong);
            Count -= counts[partition];
            counts[partition] = 0;
            foreach (var key in KeysOf(words))
            {
                yield return key;
            }
        }
    }

    static IEnumerable<UInt128> KeysOf(ArraySegment<ulong> words)
    {
        for (var word = 0; word < words.Count; word += 2)
        {
            var key = new UInt128(words[word + 1], words[word]);
            if (key != UInt128.Zero)
            {
                yield return key;
            }
        }
    }

    /// <summary>Lines of a partition: three slots for two keys that are expected.</summary>
    static int LinesOf(long keyCount) =>
        (int)Math.Max(InitialLines, keyCount / PartitionCount * 3 / 2 / KeyLines.KeysPerLine);

    void Grow(int partition)
    {
        var old = partitions[partition];
        var larger = SlotMemory.AllocateLines(1, 2 * old.Count / KeyLines.WordsPerLine)[0];
        foreach (var key in KeysOf(old))
        {
            KeyLines.Add(larger.AsSpan(), key);
        }
        partitions[partition] = larger;
        Bytes += (long)old.Count * sizeof(ulong);
    }
}
