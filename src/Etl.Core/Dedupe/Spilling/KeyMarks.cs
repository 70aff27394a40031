namespace Etl.Core.Dedupe.Spilling;

/// <summary>
/// Marks match keys by one bit each, of eight for each key that may come: a key without its bit was surely never marked, one with it was or
/// shares the bit. So small a set stays in the nearest caches, where a <see cref="BloomFilter"/> of more bits waits for memory.
/// </summary>
/// <param name="expectedKeys">Keys that will be marked; more of them share their bits more often.</param>
sealed class KeyMarks(long expectedKeys)
{
    /// <summary>Bytes per expected key.</summary>
    public const int BytesPerKey = 1;

    readonly ulong[] words = new ulong[(expectedKeys * BytesPerKey / sizeof(ulong)) + 1];

    /// <summary>Forgets all keys.</summary>
    public void Clear() => Array.Clear(words);

    /// <summary>1 when the key's bit is set, 0 when not: a number, because a guess which it is would be wrong too often.</summary>
    public int Of(UInt128 key)
    {
        var bit = BitOf(key);
        return (int)(words[bit >> 6] >> (int)bit) & 1;
    }

    /// <summary>Sets the key's bit, and gives what it was as <see cref="Of"/> does.</summary>
    public int Mark(UInt128 key)
    {
        var bit = BitOf(key);
        ref var word = ref words[bit >> 6];
        var was = (int)(word >> (int)bit) & 1;
        word |= 1UL << (int)bit;
        return was;
    }

    // By the upper bits of the lower half; a table of numbers takes the lower ones.
    ulong BitOf(UInt128 key) => Math.BigMul((ulong)key, (ulong)words.Length * 64, out _);
}
