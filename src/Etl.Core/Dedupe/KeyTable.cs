using System.Diagnostics;
using Etl.Core.Dedupe.Spilling;

namespace Etl.Core.Dedupe;

/// <summary>
/// Which contact owns a match key: 128-bit keys to contact ids, in memory. When several contacts hold one key, the one with the
/// lowest id is found, because that is the one that applying the rows one by one would have met first.
/// </summary>
/// <remarks>
/// 104 bits of a key are kept: 8 choose one of 256 partitions, which grow one by one, and 96 are compared. Keys come from a keyed
/// hash, so a hundred million of them hold one false match with a probability of 2.5 · 10⁻¹⁶ (n² / 2¹⁰⁵). Removal leaves no
/// tombstones. Further owners of a key are kept only when asked for (they matter only when keys can be removed), in a side table
/// whose size is the number of such owners, not the length of a probe chain: a switchboard's number that a million contacts share
/// stays one lookup.
/// </remarks>
public sealed class KeyTable
{
    internal const int BytesPerSlot = 16;
    const int PartitionCount = 256;

    /// <summary>Bytes of a key where the table has just grown: 3/2 slots, and an eighth as much again.</summary>
    public const int BytesPerKeyMax = 27;

    readonly KeyPartition[] partitions;
    OwnerCodes codes = new();
    readonly FurtherOwners? furtherOwners;

    /// <summary>Makes an empty table.</summary>
    /// <param name="keepsAllOwners">True when <see cref="Remove"/> will be called; false keeps the first owner only.</param>
    /// <param name="expectedKeys">Different keys that will come, as far as known: room for them is made at once. Default: 0.</param>
    public KeyTable(bool keepsAllOwners, long expectedKeys = 0)
    {
        furtherOwners = keepsAllOwners ? new FurtherOwners() : null;
        partitions = KeyPartition.Make(PartitionCount, (int)(expectedKeys / PartitionCount));
    }

    /// <summary>Number of different keys.</summary>
    public long Count => partitions.Sum(partition => (long)partition.Count);

    /// <summary>Memory that the table takes, in bytes.</summary>
    public long LengthBytes =>
        partitions.Sum(partition => (long)partition.SlotCount) * BytesPerSlot
        + codes.LengthBytes
        + (furtherOwners?.LengthBytes ?? 0);

    /// <summary>What the keys that are in the table take, in bytes, without the room for further ones.</summary>
    public long UsedBytes => Count * BytesPerKeyMax + codes.LengthBytes + (furtherOwners?.UsedBytes ?? 0);

    /// <summary>Keys with each of their owners.</summary>
    public long OwnerCount => Count + (furtherOwners?.Count ?? 0);

    /// <summary>
    /// What a table of so many keys with ids below 2³¹ takes at most, in bytes: 3/2 slots per key, an eighth as much again and a
    /// piece per partition by the last growth.
    /// </summary>
    public static long BytesFor(long keyCount) =>
        Math.Max(PartitionCount * KeyPartition.BytesMin, keyCount * BytesPerKeyMax)
        + Math.Min(PartitionCount * KeyPartition.BytesPerPiece, keyCount * 3 / 2 * BytesPerSlot);

    /// <summary>The contact with the lowest id that holds the key, or 0.</summary>
    public long Find(UInt128 key)
    {
        ref var partition = ref PartitionOf(key);
        var index = partition.IndexOf((ulong)key, HighOf(key));
        return index < 0 ? 0 : codes.IdOf(partition.At(index).Owner);
    }

    /// <summary>
    /// Has the place fetched where a key belongs, so that it is in the processor's cache when it is looked up: such requests do not wait
    /// for one another, look-ups do.
    /// </summary>
    public void Prefetch(UInt128 key) => Text.Prefetch.Line(in PartitionOf(key).AtHome((ulong)key));

    /// <summary>The contact with the lowest id that holds the key; when there is none, 0, and from now on <paramref name="id"/> holds it.</summary>
    public long FindOrAdd(UInt128 key, long id)
    {
        ref var partition = ref PartitionOf(key);
        var index = partition.IndexOf((ulong)key, HighOf(key));
        if (index >= 0)
        {
            return codes.IdOf(partition.At(index).Owner);
        }
        partition.Insert(new KeySlot((ulong)key, HighOf(key), codes.CodeOf(id)), ~index);
        return 0;
    }

    /// <summary>Says that a contact (id 1 or above) holds a key (not 0). Saying so twice changes nothing.</summary>
    public void Add(UInt128 key, long id)
    {
        Debug.Assert(id > 0 && key != 0, "Ids start at 1 and 0 is no key.");
        ref var partition = ref PartitionOf(key);
        var index = partition.IndexOf((ulong)key, HighOf(key));
        if (index >= 0)
        {
            AddOwner(ref partition.At(index), key, id);
            return;
        }
        partition.Insert(new KeySlot((ulong)key, HighOf(key), codes.CodeOf(id)), ~index);
    }

    /// <summary>Says that a contact no longer holds a key; the next lowest owner takes its place.</summary>
    public void Remove(UInt128 key, long id)
    {
        ref var partition = ref PartitionOf(key);
        var index = partition.IndexOf((ulong)key, HighOf(key));
        if (index < 0)
        {
            return;
        }
        if (furtherOwners?.Holds(key) == true)
        {
            RemoveOwner(ref partition.At(index), furtherOwners, key, id);
        }
        else if (codes.IdOf(partition.At(index).Owner) == id)
        {
            partition.RemoveAt(index);
        }
    }

    /// <summary>Forgets all keys, and keeps the memory for those that come.</summary>
    public void Empty()
    {
        foreach (ref var partition in partitions.AsSpan())
        {
            partition.Empty();
        }
        codes = new OwnerCodes();
        furtherOwners?.Empty();
    }

    /// <summary>Gives the pages of all slots back to the system; the table is not to be asked any more.</summary>
    public void Release()
    {
        foreach (ref var partition in partitions.AsSpan())
        {
            partition.Release();
        }
    }

    /// <summary>Each key with its lowest owner, ascending.</summary>
    internal IEnumerable<OwnedKey> FirstOwners()
    {
        for (var partition = 0u; partition < PartitionCount; partition++)
        {
            for (var index = 0; index < partitions[partition].SlotCount; index++)
            {
                var slot = partitions[partition].At(index);
                if (slot.Owner != 0)
                {
                    yield return new OwnedKey(OwnedKey.OrderOf(partition, slot.Low, slot.High), codes.IdOf(slot.Owner));
                }
            }
        }
    }

    /// <summary>The keys with each of their further owners, ascending. Takes memory for the keys, and none for their owners.</summary>
    internal IEnumerable<OwnedKey> LaterOwners()
    {
        if (furtherOwners is null)
        {
            yield break;
        }
        UInt128[] keys = [.. furtherOwners.Keys];
        Array.Sort(keys, static (one, other) => OwnedKey.OrderOf(one).CompareTo(OwnedKey.OrderOf(other)));
        foreach (var key in keys)
        {
            foreach (var owner in furtherOwners.Of(key))
            {
                yield return new OwnedKey(OwnedKey.OrderOf(key), owner);
            }
        }
    }

    void AddOwner(ref KeySlot slot, UInt128 key, long id)
    {
        var first = codes.IdOf(slot.Owner);
        if (first == id)
        {
            return;
        }
        furtherOwners?.Add(key, Math.Max(first, id));
        if (id < first)
        {
            slot.Owner = codes.CodeOf(id);
        }
    }

    void RemoveOwner(ref KeySlot slot, FurtherOwners owners, UInt128 key, long id)
    {
        if (codes.IdOf(slot.Owner) == id)
        {
            id = owners.Lowest(key);
            slot.Owner = codes.CodeOf(id);
        }
        owners.Remove(key, id);
    }

    ref KeyPartition PartitionOf(UInt128 key) => ref partitions[(int)(key >> 120)];

    static uint HighOf(UInt128 key) => (uint)(ulong)(key >> 64);
}
