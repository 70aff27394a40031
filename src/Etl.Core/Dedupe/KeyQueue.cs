using System.Buffers;

namespace Etl.Core.Dedupe;

/// <summary>Entries that wait for their new place while a <see cref="KeyPartition"/> grows: first in, first out, in a ring.</summary>
ref struct KeyQueue
{
    KeySlot[] ring;
    int first;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="expected">Entries that may wait at a time; more only cost a copy.</param>
    public KeyQueue(int expected) => ring = ArrayPool<KeySlot>.Shared.Rent(Math.Max(expected, 16));

    /// <summary>Entries that wait.</summary>
    public int Count { get; private set; }

    /// <summary>The entry that waits longest; there must be one.</summary>
    public readonly ref readonly KeySlot First => ref ring[first];

    /// <summary>Adds an entry behind the others.</summary>
    public void Enqueue(in KeySlot entry)
    {
        if (Count == ring.Length)
        {
            Enlarge();
        }
        var end = first + Count;
        ring[end < ring.Length ? end : end - ring.Length] = entry;
        Count++;
    }

    /// <summary>Takes the entry that waits longest; there must be one.</summary>
    public KeySlot Dequeue()
    {
        var entry = ring[first];
        first = first + 1 < ring.Length ? first + 1 : 0;
        Count--;
        return entry;
    }

    /// <summary>Gives the ring back.</summary>
    public readonly void Dispose() => ArrayPool<KeySlot>.Shared.Return(ring);

    void Enlarge()
    {
        var larger = ArrayPool<KeySlot>.Shared.Rent(2 * ring.Length);
        ring.AsSpan(first).CopyTo(larger);
        ring.AsSpan(0, first).CopyTo(larger.AsSpan(ring.Length - first));
        ArrayPool<KeySlot>.Shared.Return(ring);
        (ring, first) = (larger, 0);
    }
}
