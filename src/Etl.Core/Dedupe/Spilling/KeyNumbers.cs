using Etl.Text;

namespace Etl.Core.Dedupe.Spilling;

/// <summary>
/// Numbers different match keys in the order in which they come: open addressing with linear probing, 20 bytes a slot. Used again
/// and again, so that its memory is taken once.
/// </summary>
sealed class KeyNumbers
{
    UInt128[] keys = new UInt128[1024];
    uint[] numbers = new uint[1024];

    /// <summary>Keys since it was started over.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all keys; the next one gets the number 0.</summary>
    public void StartOver()
    {
        Array.Clear(keys);
        Count = 0;
    }

    /// <summary>Has a key's slot brought near, to be called some keys ahead of <see cref="Add"/> and <see cref="TryFind"/>.</summary>
    public void Request(UInt128 key)
    {
        var slot = (int)(ulong)key & (keys.Length - 1);
        Prefetch.Line(ref keys[slot]);
        Prefetch.Line(ref numbers[slot]);
    }

    /// <summary>Numbers a key (not 0) that has no number yet.</summary>
    public void Add(UInt128 key)
    {
        var slot = SlotOf(key);
        if (keys[slot] != UInt128.Zero)
        {
            return;
        }
        keys[slot] = key;
        numbers[slot] = (uint)Count;
        if (++Count * 4L > keys.Length * 3L)
        {
            Grow();
        }
    }

    /// <summary>The number of a key; false when it has none.</summary>
    public bool TryFind(UInt128 key, out uint number)
    {
        var slot = SlotOf(key);
        number = numbers[slot];
        return keys[slot] != UInt128.Zero;
    }

    int SlotOf(UInt128 key)
    {
        var mask = keys.Length - 1;
        var slot = (int)(ulong)key & mask;
        while (keys[slot] != UInt128.Zero && keys[slot] != key)
        {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    void Grow()
    {
        var (oldKeys, oldNumbers) = (keys, numbers);
        keys = new UInt128[2 * oldKeys.Length];
        numbers = new uint[keys.Length];
        for (var index = 0; index < oldKeys.Length; index++)
        {
            if (oldKeys[index] != UInt128.Zero)
            {
                var slot = SlotOf(oldKeys[index]);
                keys[slot] = oldKeys[index];
                numbers[slot] = oldNumbers[index];
            }
        }
    }
}
