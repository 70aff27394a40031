namespace Etl.Core.Dedupe;

/// <summary>
/// A part of a <see cref="KeyTable"/>: open addressing with linear probing over pieces of 32 KB. It grows by adding pieces, in
/// place: a key's home is the product of its low half and the number of homes, so homes keep the order of the keys, growing
/// only moves entries up, and moving them from the last to the first needs no second table.
/// </summary>
sealed class KeyPartition
{
    const int PieceBits = 11;
    const int PieceSlots = 1 << PieceBits;
    const int FirstSlots = 64;

    /// <summary>Slots behind the last home, of those of a first and of a whole piece.</summary>
    const int TailShare = 16;

    /// <summary>Runs of entries that grow longer than this are rare at three quarters full.</summary>
    const int UsualRun = 256;

    KeySlot[][] pieces = [new KeySlot[FirstSlots]];
    int slotCount = FirstSlots;

    /// <summary>Slots behind the last home, so that probing need not go round; where they do not do, they are doubled.</summary>
    int tail = FirstSlots / TailShare;

    /// <summary>Bytes of a partition when it is empty.</summary>
    public const int BytesMin = FirstSlots * KeyTable.BytesPerSlot;

    /// <summary>Bytes that a partition takes in steps.</summary>
    public const int BytesPerPiece = PieceSlots * KeyTable.BytesPerSlot;

    /// <summary>Number of keys.</summary>
    public int Count { get; private set; }

    /// <summary>Slots, taken and free.</summary>
    public int SlotCount => slotCount;

    /// <summary>The index of the key's slot, or of the free one where it belongs; −1 when the partition must grow first.</summary>
    public int IndexOf(ulong low, uint high)
    {
        var index = Home(low);
        while (index < slotCount)
        {
            var piece = pieces[index >> PieceBits];
            for (var offset = index & (PieceSlots - 1); offset < piece.Length; offset++)
            {
                ref readonly var slot = ref piece[offset];
                if (slot.Owner == 0 || (slot.Low == low && slot.High == high))
                {
                    return (index & ~(PieceSlots - 1)) + offset;
                }
            }
            index = (index | (PieceSlots - 1)) + 1;
        }
        return -1;
    }

    /// <summary>The slot with this index.</summary>
    public ref KeySlot At(int index) => ref pieces[index >> PieceBits][index & (PieceSlots - 1)];

    /// <summary>The slot where a search for the key begins.</summary>
    public ref readonly KeySlot AtHome(ulong low) => ref At(Home(low));

    /// <summary>Adds a key that is not there.</summary>
    public void Add(KeySlot entry)
    {
        // Three quarters full: linear probing still ends after 2 to 3 slots for a hit and 8 for a miss (Knuth 6.4).
        if ((Count + 1) * 4L > slotCount * 3L)
        {
            Grow();
        }
        Place(entry);
        Count++;
    }

    /// <summary>Removes the entry in a slot: later ones of the run move up, as far as that does not lift one above its home.</summary>
    public void RemoveAt(int gap)
    {
        Count--;
        for (var next = gap + 1; next < slotCount && At(next).Owner != 0; next++)
        {
            if (Home(At(next).Low) <= gap)
            {
                At(gap) = At(next);
                gap = next;
            }
        }
        At(gap) = default;
    }

    void Place(KeySlot entry)
    {
        var index = IndexOf(entry.Low, entry.High);
        while (index < 0)
        {
            tail *= 2;
            Grow();
            index = IndexOf(entry.Low, entry.High);
        }
        At(index) = entry;
    }

    int Home(ulong low) => (int)Math.BigMul(low, (ulong)(slotCount - tail), out _);

    /// <summary>Doubles up to one piece; beyond that adds an eighth, in whole pieces.</summary>
    void Grow()
    {
        var oldCount = slotCount;
        if (oldCount < PieceSlots)
        {
            Array.Resize(ref pieces[0], 2 * oldCount);
            slotCount *= 2;
            tail = Math.Max(tail, slotCount / TailShare);
        }
        else
        {
            var old = pieces.Length;
            Array.Resize(ref pieces, Math.Max(checked(old + 1 + old / 8), 2 * tail / PieceSlots));
            for (var piece = old; piece < pieces.Length; piece++)
            {
                pieces[piece] = new KeySlot[PieceSlots];
            }
            slotCount = checked(pieces.Length * PieceSlots);
        }
        Spread(oldCount);
    }

    /// <summary>
    /// Takes every run of entries out, the last first, and places its entries at their new homes. Those lie in the run or
    /// behind it, where all entries are placed for good already; so no search ever crosses a slot that is emptied later.
    /// </summary>
    void Spread(int oldCount)
    {
        Span<KeySlot> run = stackalloc KeySlot[UsualRun];
        var index = oldCount - 1;
        while (index >= 0)
        {
            var end = index + 1;
            while (index >= 0 && At(index).Owner != 0)
            {
                index--;
            }
            var length = end - (index + 1);
            if (length > run.Length)
            {
                run = new KeySlot[length];
            }
            for (var entry = 0; entry < length; entry++)
            {
                run[entry] = At(index + 1 + entry);
                At(index + 1 + entry) = default;
            }
            for (var entry = 0; entry < length; entry++)
            {
                Place(run[entry]);
            }
            index--;
        }
    }
}
