using System.Buffers.Binary;
using System.Numerics;

namespace Etl.Text;

/// <summary>
/// A table of UTF-8 words, each with a number that says what it is. Made once from a list, then only read, by any number of
/// threads; a look-up hashes the word and compares one entry, and allocates nothing.
/// </summary>
/// <remarks>
/// Open addressing with linear probing, at most a quarter full. Slot <c>s</c> holds entry <c>slots[s] − 1</c>; entry <c>e</c> is the text
/// <c>[ends[e − 1], ends[e])</c>. The hash takes eight bytes at a time, which is enough for a list that nobody chose to collide.
/// </remarks>
public sealed class WordTable
{
    const ulong Multiplier = 0x9E37_79B9_7F4A_7C15; // 2^64 divided by the golden ratio

    byte[] text = new byte[1024];
    int[] ends = new int[64];
    int[] values = new int[64];
    int[] slots = new int[256];

    /// <summary>Words in the table.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the longest word.</summary>
    public int LengthMax { get; private set; }

    /// <summary>Adds words that white space divides; lines that start with <c>#</c> are comments. A word that is there already keeps its number.</summary>
    public void AddList(ReadOnlySpan<byte> list, int value)
    {
        foreach (var lineRange in list.Split((byte)'\n'))
        {
            var line = list[lineRange];
            if (line.StartsWith("#"u8))
            {
                continue;
            }
            foreach (var range in line.SplitAny((byte)' ', (byte)'\r', (byte)'\t'))
            {
                if (!line[range].IsEmpty)
                {
                    Add(line[range], value);
                }
            }
        }
    }

    /// <summary>Adds a word, which is not empty; one that is there already keeps its number.</summary>
    public void Add(ReadOnlySpan<byte> word, int value)
    {
        if (TryGet(word, out _))
        {
            return;
        }
        var start = Count == 0 ? 0 : ends[Count - 1];
        if (Count == ends.Length)
        {
            Array.Resize(ref ends, 2 * Count);
            Array.Resize(ref values, 2 * Count);
            slots = new int[2 * slots.Length];
            for (var entry = 0; entry < Count; entry++)
            {
                Place(entry);
            }
        }
        if (text.Length - start < word.Length)
        {
            Array.Resize(ref text, Math.Max(start + word.Length, 2 * text.Length));
        }
        word.CopyTo(text.AsSpan(start));
        ends[Count] = start + word.Length;
        values[Count] = value;
        Place(Count++);
        LengthMax = Math.Max(LengthMax, word.Length);
    }

    /// <summary>The number of a word; false, and 0, when the table does not have it.</summary>
    public bool TryGet(ReadOnlySpan<byte> word, out int value)
    {
        value = 0;
        var mask = slots.Length - 1;
        for (var slot = Hash(word) & mask; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var entry = slots[slot] - 1;
            if (Word(entry).SequenceEqual(word))
            {
                value = values[entry];
                return true;
            }
        }
        return false;
    }

    /// <summary>The number of a word, 0 when the table does not have it.</summary>
    public int Find(ReadOnlySpan<byte> word) => TryGet(word, out var value) ? value : 0;

    ReadOnlySpan<byte> Word(int entry)
    {
        var start = entry == 0 ? 0 : ends[entry - 1];
        return text.AsSpan(start, ends[entry] - start);
    }

    void Place(int entry)
    {
        var mask = slots.Length - 1;
        var slot = Hash(Word(entry)) & mask;
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }
        slots[slot] = entry + 1;
    }

    static int Hash(ReadOnlySpan<byte> word)
    {
        var hash = (ulong)word.Length;
        while (word.Length >= sizeof(ulong))
        {
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(word)) * Multiplier, 29);
            word = word[sizeof(ulong)..];
        }
        var rest = 0UL;
        foreach (var value in word)
        {
            rest = (rest << 8) | value;
        }
        return (int)(((hash ^ rest) * Multiplier) >> 33);
    }
}
