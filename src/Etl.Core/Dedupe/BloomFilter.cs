using System.Numerics;

namespace Etl.Core.Dedupe;

/// <summary>
/// A blocked Bloom filter over 128-bit match keys: says that a key is surely not there, or that it may be. Keys come from a
/// keyed hash, so their own bits are used and nothing is hashed again. It never decides alone.
/// </summary>
/// <remarks>
/// A key's bits all lie in one block of 512 bits, one cache line, so a probe costs one miss (Putze, Sanders, Singler: "Cache-,
/// Hash- and Space-Efficient Bloom Filters", 2007). The block comes from the key's upper half, the eight bits in it from nine bits each of the lower
/// half and of its upper neighbours. At 16 bits a key about one in a thousand absent keys may be there.
/// </remarks>
public sealed class BloomFilter
{
    /// <summary>Bits per expected key.</summary>
    public const int BitsPerKey = 16;

    const int WordsPerBlock = 8;
    const int BitsPerBlock = 512;
    const int BitsPerProbe = 9;

    readonly ulong[] words;
    readonly ulong blockCount;

    /// <summary>Makes an empty filter for that many keys; more make it say "may be" more often, never wrongly "no".</summary>
    /// <param name="expectedKeys">Keys that will be added.</param>
    /// <param name="bytesMax">Most bytes to take.</param>
    public BloomFilter(long expectedKeys, long bytesMax)
    {
        var bits = Math.Min(Math.Max(expectedKeys, 1) * BitsPerKey, bytesMax * 8);
        blockCount = (ulong)Math.Clamp(bits / BitsPerBlock, 1, Array.MaxLength / WordsPerBlock);
        // The collector conserves memory and would copy it, which needs the same again.
        words = GC.AllocateArray<ulong>((int)blockCount * WordsPerBlock, pinned: true);
    }

    /// <summary>Bytes of all bits.</summary>
    public long LengthBytes => (long)words.Length * sizeof(ulong);

    /// <summary>Remembers a key.</summary>
    public void Add(UInt128 key)
    {
        var block = BlockOf(key);
        var bits = BitsOf(key);
        for (var probe = 0; probe < WordsPerBlock; probe++, bits >>= BitsPerProbe)
        {
            var bit = (int)(ulong)bits & (BitsPerBlock - 1);
            block[bit >> 6] |= 1UL << (bit & 63);
        }
    }

    /// <summary>Forgets all keys.</summary>
    public void Clear() => Array.Clear(words);

    /// <summary>False when the key was surely never added.</summary>
    public bool MayContain(UInt128 key)
    {
        var block = BlockOf(key);
        var bits = BitsOf(key);
        for (var probe = 0; probe < WordsPerBlock; probe++, bits >>= BitsPerProbe)
        {
            var bit = (int)(ulong)bits & (BitsPerBlock - 1);
            if ((block[bit >> 6] & (1UL << (bit & 63))) == 0)
            {
                return false;
            }
        }
        return true;
    }

    Span<ulong> BlockOf(UInt128 key) =>
        words.AsSpan((int)(Math.BigMul((ulong)(key >> 64), blockCount, out _) * WordsPerBlock), WordsPerBlock);

    /// <summary>72 bits that depend little on those that chose the block: the lower half, and above it the upper one turned.</summary>
    static UInt128 BitsOf(UInt128 key) => new(BitOperations.RotateLeft((ulong)(key >> 64), 32), (ulong)key);
}
