using System.Diagnostics;

namespace Etl.Core.Dedupe;

/// <summary>
/// Which contact owns a match key: 128-bit keys to contact ids, exact, in memory. When several contacts hold one key, the
/// one with the lowest id is found, because that is the one that applying the rows one by one would have met first.
/// </summary>
/// <remarks>
/// Open addressing with linear probing, 24 bytes per slot, split into 256 partitions by the key's top byte: a partition
/// that is three quarters full grows by a quarter, alone, so that growth never holds the whole table twice. A key's home is the
/// product of its low half and the capacity, so capacities need not be powers of two. Removal shifts entries back and
/// leaves no tombstones. Further owners of a key are kept only when asked for (they matter only when keys can be
/// removed), in a side table whose size is the number of such owners, not the length of a probe chain: a switchboard's
/// number that a million contacts share stays one lookup.
/// </remarks>
public sealed class KeyTable
{
    const int PartitionCount = 256;
    const int FirstCapacity = 64;
    const int BytesPerSlot = 24;

    /// <summary>A tree node of 64 bytes, rounded up with its share of the set and of the dictionary.</summary>
    const int BytesPerFurtherOwner = 128;

    readonly Slot[][] partitions = new Slot[PartitionCount][];
    readonly int[] counts = new int[PartitionCount];
    readonly Dictionary<UInt128, SortedSet<long>>? furtherOwners;
    long slotCount;
    long furtherOwnerCount;

    /// <summary>Makes an empty table.</summary>
    /// <param name="keepsAllOwners">True when <see cref="Remove"/> will be called; false keeps the first owner only.</param>
    public KeyTable(bool keepsAllOwners)
    {
        furtherOwners = keepsAllOwners ? [] : null;
        for (var index = 0; index < PartitionCount; index++)
        {
            partitions[index] = new Slot[FirstCapacity];
        }
        slotCount = PartitionCount * FirstCapacity;
    }

    /// <summary>Number of different keys.</summary>
    public long Count => counts.Sum(count => (long)count);

    /// <summary>Memory that the table takes, in bytes.</summary>
    public long LengthBytes => slotCount * BytesPerSlot + furtherOwnerCount * BytesPerFurtherOwner;

    /// <summary>What a table of so many keys takes at most, in bytes: 4/3 slots per key, a quarter as much again by the last growth.</summary>
    public static long BytesFor(long keyCount) =>
        Math.Max(PartitionCount * FirstCapacity, keyCount * 5 / 3) * BytesPerSlot;

    /// <summary>The contact with the lowest id that holds the key, or 0.</summary>
    public long Find(UInt128 key)
    {
        var (high, low) = Split(key);
        var slots = partitions[Partition(high)];
        return slots[IndexOf(slots, high, low)].Id;
    }

    /// <summary>
    /// Reads the place where a key belongs, for nothing but to have it in the processor's cache when it is looked up: such
    /// reads do not wait for one another, look-ups do. Add the results up somewhere, or they may be left out.
    /// </summary>
    public ulong Touch(UInt128 key)
    {
        var (high, low) = Split(key);
        var slots = partitions[Partition(high)];
        return slots[Home(low, slots)].High;
    }

    /// <summary>Says that a contact (id 1 or above) holds a key (not 0). Saying so twice changes nothing.</summary>
    public void Add(UInt128 key, long id)
    {
        Debug.Assert(id > 0 && key != 0, "Ids start at 1 and 0 is no key.");
        var (high, low) = Split(key);
        var partition = Partition(high);
        var slots = partitions[partition];
        ref var slot = ref slots[IndexOf(slots, high, low)];
        if (slot.Id != 0)
        {
            AddOwner(ref slot, key, id);
            return;
        }
        slot = new Slot(high, low, id);
        if (++counts[partition] * 4L > slots.Length * 3L)
        {
            Grow(partition);
        }
    }

    /// <summary>Says that a contact no longer holds a key; the next lowest owner takes its place.</summary>
    public void Remove(UInt128 key, long id)
    {
        var (high, low) = Split(key);
        var partition = Partition(high);
        var slots = partitions[partition];
        var index = IndexOf(slots, high, low);
        ref var slot = ref slots[index];
        if (slot.Id == 0)
        {
            return;
        }
        if (furtherOwners is not null && furtherOwners.TryGetValue(key, out var owners))
        {
            RemoveOwner(ref slot, owners, key, id);
        }
        else if (slot.Id == id)
        {
            counts[partition]--;
            CloseGap(slots, index);
        }
    }

    void AddOwner(ref Slot slot, UInt128 key, long id)
    {
        if (slot.Id == id)
        {
            return;
        }
        if (furtherOwners is not null)
        {
            if (!furtherOwners.TryGetValue(key, out var owners))
            {
                furtherOwners.Add(key, owners = []);
            }
            if (owners.Add(Math.Max(slot.Id, id)))
            {
                furtherOwnerCount++;
            }
        }
        slot.Id = Math.Min(slot.Id, id);
    }

    void RemoveOwner(ref Slot slot, SortedSet<long> owners, UInt128 key, long id)
    {
        if (slot.Id == id)
        {
            slot.Id = owners.Min;
            id = slot.Id;
        }
        if (owners.Remove(id))
        {
            furtherOwnerCount--;
        }
        if (owners.Count == 0)
        {
            furtherOwners!.Remove(key);
        }
    }

    void Grow(int partition)
    {
        var old = partitions[partition];
        var larger = new Slot[checked(old.Length + old.Length / 4)];
        foreach (var slot in old)
        {
            if (slot.Id != 0)
            {
                larger[IndexOf(larger, slot.High, slot.Low)] = slot;
            }
        }
        partitions[partition] = larger;
        slotCount += larger.Length - old.Length;
    }

    /// <summary>Moves later entries of the probe chain into the gap, as far as that does not lift one above its home.</summary>
    static void CloseGap(Slot[] slots, int gap)
    {
        for (var next = After(gap, slots); slots[next].Id != 0; next = After(next, slots))
        {
            var home = Home(slots[next].Low, slots);
            if (Distance(home, next, slots) >= Distance(gap, next, slots))
            {
                slots[gap] = slots[next];
                gap = next;
            }
        }
        slots[gap] = default;
    }

    /// <summary>The slot that holds the key, or the free one where it belongs.</summary>
    static int IndexOf(Slot[] slots, ulong high, ulong low)
    {
        var index = Home(low, slots);
        while (slots[index].Id != 0 && (slots[index].Low != low || slots[index].High != high))
        {
            index = After(index, slots);
        }
        return index;
    }

    static int Home(ulong low, Slot[] slots) => (int)Math.BigMul(low, (ulong)slots.Length, out _);

    static int After(int index, Slot[] slots) => index + 1 == slots.Length ? 0 : index + 1;

    static int Distance(int from, int to, Slot[] slots) => to >= from ? to - from : to - from + slots.Length;

    static int Partition(ulong high) => (int)(high >> 56);

    static (ulong High, ulong Low) Split(UInt128 key) => ((ulong)(key >> 64), (ulong)key);

    struct Slot(ulong high, ulong low, long id)
    {
        public readonly ulong High = high;
        public readonly ulong Low = low;

        /// <summary>0 marks a free slot.</summary>
        public long Id = id;
    }
}
