namespace Etl.Core.Dedupe;

/// <summary>
/// An exact set of 128-bit match keys: 16 bytes a key, open addressing with linear probing. Keys are uniform already (they come
/// from a keyed hash), so their own bits choose the partition and the slot.
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
    const int InitialSlots = 64;
    const int KeyBytes = 16;

    readonly ArraySegment<UInt128>[] partitions;
    readonly int[] counts = new int[PartitionCount];

    /// <summary>Makes an empty set with room for the keys that are expected; more than that make it grow.</summary>
    /// <param name="expectedCount">Keys that will come, as far as known. Default: 0.</param>
    /// <param name="room">Memory that was made ready for this set and is taken if it suffices. Default: null.</param>
    public KeySet(long expectedCount = 0, SlotRoom? room = null)
    {
        var slots = SlotsOf(expectedCount);
        partitions = room?.TryTake(PartitionCount, slots) ?? SlotMemory.AllocateParts<UInt128>(PartitionCount, slots);
        Bytes = (long)PartitionCount * slots * KeyBytes;
    }

    /// <summary>Room for a set that will be made later.</summary>
    /// <param name="countMax">Most keys that may be expected then.</param>
    /// <param name="countSure">Keys that will surely be expected.</param>
    public static SlotRoom MakeRoom(long countMax, long countSure) =>
        new(PartitionCount * SlotsOf(countMax), PartitionCount * SlotsOf(countSure));

    /// <summary>Number of keys.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes of all slots.</summary>
    public long Bytes { get; private set; }

    /// <summary>
    /// The same with what the last growth left behind: partitions grow by halves of the whole at about the same time, and the collector
    /// has not taken all of the outgrown ones when the next one is made (20,000,000 rows: 119 MB beside slots of 419 MB).
    /// </summary>
    public long BytesWithOutgrown => Bytes * 3 / 2;

    /// <summary>Has the slot fetched where the key would be, so that looking it up soon does not wait.</summary>
    public void Prefetch(UInt128 key)
    {
        var slots = partitions[(int)(key >> 120)].AsSpan();
        Text.Prefetch.Line(ref slots[Home(key, slots.Length)]);
    }

    /// <summary>True when the key is in the set. A key is never 0.</summary>
    public bool Contains(UInt128 key)
    {
        var slots = partitions[(int)(key >> 120)].AsSpan();
        for (var slot = Home(key, slots.Length); ; slot = Next(slot, slots.Length))
        {
            var there = slots[slot];
            if (there == key)
            {
                return true;
            }
            if (there == UInt128.Zero)
            {
                return false;
            }
        }
    }

    /// <summary>Adds the key; false when it was there already.</summary>
    public bool Add(UInt128 key)
    {
        var partition = (int)(key >> 120);
        var slots = partitions[partition].AsSpan();
        if (!Place(slots, key))
        {
            return false;
        }
        Count++;
        // Three quarters full: linear probing still ends after 2 to 3 slots for a hit and 8 for a miss (Knuth 6.4).
        if (++counts[partition] * 4 > slots.Length * 3)
        {
            Grow(partition);
        }
        return true;
    }

    /// <summary>All keys, in no order. The set is empty behind the last one; the memory of partitions that have grown goes one by one, that of the others as a whole.</summary>
    public IEnumerable<UInt128> Drain()
    {
        for (var partition = 0; partition < PartitionCount; partition++)
        {
            var slots = partitions[partition];
            partitions[partition] = new UInt128[InitialSlots];
            Bytes += (long)(InitialSlots - slots.Count) * KeyBytes;
            Count -= counts[partition];
            counts[partition] = 0;
            foreach (var key in slots)
            {
                if (key != UInt128.Zero)
                {
                    yield return key;
                }
            }
        }
    }

    static int SlotsOf(long keyCount) => (int)Math.Max(InitialSlots, keyCount / PartitionCount * 3 / 2);

    static bool Place(Span<UInt128> slots, UInt128 key)
    {
        for (var slot = Home(key, slots.Length); ; slot = Next(slot, slots.Length))
        {
            if (slots[slot] == UInt128.Zero)
            {
                slots[slot] = key;
                return true;
            }
            if (slots[slot] == key)
            {
                return false;
            }
        }
    }

    /// <summary>The product of 32 bits of the key and the number of slots, which need not be a power of two (Lemire, Fast random integer generation in an interval, 2019).</summary>
    static int Home(UInt128 key, int slotCount) => (int)(((ulong)(uint)key * (uint)slotCount) >> 32);

    static int Next(int slot, int slotCount) => slot + 1 == slotCount ? 0 : slot + 1;

    void Grow(int partition)
    {
        var old = partitions[partition];
        var larger = SlotMemory.Allocate<UInt128>(2 * old.Count);
        foreach (var key in old)
        {
            if (key != UInt128.Zero)
            {
                Place(larger, key);
            }
        }
        partitions[partition] = larger;
        Bytes += (long)old.Count * KeyBytes;
    }
}
