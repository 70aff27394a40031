namespace Etl.Core.Dedupe;

/// <summary>
/// A part of a <see cref="KeyTable"/>: open addressing with linear probing over one block and pieces of 32 KB behind it. A key's home is the product of
/// its low half and the number of homes, so homes keep the order of the keys, and every run of entries is kept in that order
/// too. So a search for a key that is not there ends at the first larger one (Amble and Knuth, Ordered hash tables, 1974), and
/// the table grows in place, in one pass: more homes only move entries up, and keep their order.
/// </summary>
struct KeyPartition
{
    const int PieceBits = 11;
    const int PieceSlots = 1 << PieceBits;
    const int FirstSlots = 64;

    /// <summary>Slots behind the last home, of those of a first and of a whole piece.</summary>
    const int TailShare = 16;

    // The first slots lie side by side: all of them, as long as no more keys come than were expected.
    KeySlot[] block = new KeySlot[FirstSlots];
    int blockStart;
    int blockCount = FirstSlots;

    // What was added behind them.
    ArraySegment<KeySlot>[] pieces = [];
    int slotCount = FirstSlots;

    /// <summary>Slots behind the last home, so that probing need not go round; where they do not do, they become more.</summary>
    int tail = FirstSlots / TailShare;

    /// <summary>Makes an empty partition.</summary>
    public KeyPartition() { }

    KeyPartition(ArraySegment<KeySlot> block)
    {
        this.block = block.Array!;
        (blockStart, blockCount) = (block.Offset, block.Count);
        slotCount = blockCount;
        tail = PieceSlots / TailShare;
    }

    /// <summary>Makes empty partitions with room for the keys that each of them expects; more than that make it grow.</summary>
    public static KeyPartition[] Make(int count, int expectedKeys)
    {
        // Less than half a piece comes about by growing.
        var expectedSlots = expectedKeys * 3 / 2;
        var pieceCount = expectedSlots < PieceSlots / 2 ? 0 : (expectedSlots + PieceSlots - 1) / PieceSlots;
        var blocks = SlotMemory.AllocateFixedParts<KeySlot>(count, pieceCount * PieceSlots);
        var partitions = new KeyPartition[count];
        for (var index = 0; index < count; index++)
        {
            partitions[index] = pieceCount == 0 ? new() : new(blocks[index]);
        }
        return partitions;
    }

    /// <summary>Bytes of a partition when it is empty.</summary>
    public const int BytesMin = FirstSlots * KeyTable.BytesPerSlot;

    /// <summary>Bytes that a partition takes in steps.</summary>
    public const int BytesPerPiece = PieceSlots * KeyTable.BytesPerSlot;

    /// <summary>Number of keys.</summary>
    public int Count { readonly get; private set; }

    /// <summary>Slots, taken and free.</summary>
    public readonly int SlotCount => slotCount;

    /// <summary>The index of the key's slot, or ~ the index where it belongs (of a free slot, of a larger key, or behind the last).</summary>
    public readonly int IndexOf(ulong low, uint high)
    {
        var index = FirstNotBelow(low);
        while (index < slotCount && At(index) is { Owner: not 0 } slot && slot.Low == low)
        {
            if (slot.High >= high)
            {
                return slot.High == high ? index : ~index;
            }
            index++;
        }
        return ~index;
    }

    /// <summary>The slot with this index.</summary>
    public readonly ref KeySlot At(int index)
    {
        if (index < blockCount)
        {
            return ref block[blockStart + index];
        }
        index -= blockCount;
        return ref pieces[index >> PieceBits].AsSpan()[index & (PieceSlots - 1)];
    }

    /// <summary>The slot where a search for the key begins.</summary>
    public readonly ref readonly KeySlot AtHome(ulong low) => ref At(Home(low));

    /// <summary>Adds a key that is not there.</summary>
    /// <param name="entry">The key and its owner.</param>
    /// <param name="index">The index where it belongs.</param>
    public void Insert(KeySlot entry, int index)
    {
        Count++;
        // Two thirds full: a search looks at 2 slots, and an entry that is added moves 3 (Knuth 6.4).
        if (Count * 3L > slotCount * 2L)
        {
            Grow();
        }
        else if (TryPlace(entry, index))
        {
            return;
        }
        Place(entry);
    }

    /// <summary>Removes the entry in a slot: those of its run that are behind their homes move up.</summary>
    public void RemoveAt(int index)
    {
        Count--;
        for (var next = index + 1; next < slotCount && At(next).Owner != 0 && Home(At(next).Low) < next; next++)
        {
            At(index) = At(next);
            index = next;
        }
        At(index) = default;
    }

    /// <summary>Forgets all keys, and keeps the memory.</summary>
    public void Empty()
    {
        Count = 0;
        block.AsSpan(blockStart, blockCount).Clear();
        foreach (var piece in pieces)
        {
            piece.AsSpan().Clear();
        }
    }

    /// <summary>Gives the pages of all slots back to the system; the partition is not to be asked any more.</summary>
    public readonly void Release()
    {
        SlotMemory.Release<KeySlot>([new ArraySegment<KeySlot>(block, blockStart, blockCount)]);
        SlotMemory.Release<KeySlot>(pieces);
    }

    /// <summary>The first index from the key's home on whose slot is free or holds a key that is not lower.</summary>
    readonly int FirstNotBelow(ulong low)
    {
        var index = Home(low);
        var slots = block.AsSpan(blockStart, blockCount);
        for (; index < slots.Length; index++)
        {
            if (slots[index].Low >= low || slots[index].Owner == 0)
            {
                return index;
            }
        }
        while (index < slotCount && At(index).Low < low && At(index).Owner != 0)
        {
            index++;
        }
        return index;
    }

    /// <summary>Puts an entry where it belongs, and what lies there one further, up to the next free slot; false when there is none.</summary>
    readonly bool TryPlace(KeySlot entry, int index)
    {
        var free = FirstFree(index);
        if (free == slotCount)
        {
            return false;
        }
        if (free < blockCount)
        {
            var moved = block.AsSpan(blockStart + index, free - index + 1);
            moved[..^1].CopyTo(moved[1..]);
            moved[0] = entry;
            return true;
        }
        for (; free > index; free--)
        {
            At(free) = At(free - 1);
        }
        At(index) = entry;
        return true;
    }

    readonly int FirstFree(int index)
    {
        var slots = block.AsSpan(blockStart, blockCount);
        while (index < slots.Length && slots[index].Owner != 0)
        {
            index++;
        }
        while (index >= blockCount && index < slotCount && At(index).Owner != 0)
        {
            index++;
        }
        return index;
    }

    void Place(KeySlot entry)
    {
        while (!TryPlace(entry, ~IndexOf(entry.Low, entry.High)))
        {
            LengthenTail();
        }
    }

    /// <summary>Homes stay, so no entry moves; only the slots behind the last home become more.</summary>
    void LengthenTail()
    {
        var before = slotCount;
        AddSlots(tail);
        tail += slotCount - before;
    }

    readonly int Home(ulong low) => (int)Math.BigMul(low, (ulong)(slotCount - tail), out _);

    /// <summary>Doubles up to one piece; beyond that adds an eighth, in whole pieces.</summary>
    void Grow()
    {
        var oldCount = slotCount;
        if (oldCount < PieceSlots)
        {
            AddSlots(oldCount);
            tail = Math.Max(tail, slotCount / TailShare);
        }
        else
        {
            AddSlots((1 + slotCount / PieceSlots / 8) * PieceSlots);
        }
        Spread(oldCount);
    }

    /// <summary>Adds slots behind the last one: up to a whole piece by a longer first one, beyond it in whole pieces.</summary>
    void AddSlots(int count)
    {
        if (slotCount < PieceSlots)
        {
            slotCount = Math.Min(slotCount + count, PieceSlots);
            var longer = new KeySlot[slotCount];
            block.AsSpan(blockStart, blockCount).CopyTo(longer);
            (block, blockStart, blockCount) = (longer, 0, slotCount);
            return;
        }
        pieces =
        [
            .. pieces,
            .. SlotMemory.AllocateFixedParts<KeySlot>((count + PieceSlots - 1) / PieceSlots, PieceSlots),
        ];
        slotCount = checked(blockCount + (pieces.Length * PieceSlots));
    }

    /// <summary>
    /// Moves every entry to its new place, in one pass from the first slot to the last: entries are in the order of their homes,
    /// and homes only moved up, so each waits in a queue until the pass comes to its home, or to the first free slot behind it.
    /// </summary>
    void Spread(int oldCount)
    {
        using var waiting = new KeyQueue(oldCount / 4);
        for (var index = 0; index < slotCount || waiting.Count > 0; index++)
        {
            if (index == slotCount)
            {
                LengthenTail();
            }
            ref var slot = ref At(index);
            if (index < oldCount && slot.Owner != 0)
            {
                waiting.Enqueue(slot);
            }
            slot = waiting.Count > 0 && Home(waiting.First.Low) <= index ? waiting.Dequeue() : default;
        }
    }
}
