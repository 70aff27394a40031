using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// Keys as texts, by number from 0 on, in a few large blocks: their bytes, four for the length, and eight for the place; a string
/// for each would take four times as much.
/// </summary>
sealed class KeyTexts
{
    const int BlockBytes = 1 << 20;

    readonly List<byte[]> blocks = [];

    /// <summary>Block (upper half) and offset of each text.</summary>
    readonly List<long> places = [];

    long blockBytes;

    /// <summary>Where the next text goes in the last block.</summary>
    int end;

    /// <summary>Number of texts.</summary>
    public int Count => places.Count;

    /// <summary>Memory of the texts, in bytes.</summary>
    public long LengthBytes => blockBytes + places.Capacity * (long)sizeof(long);

    /// <summary>The text of a number; valid until it is forgotten.</summary>
    public ReadOnlySpan<byte> this[int number]
    {
        get
        {
            var place = blocks[(int)(places[number] >> 32)].AsSpan((int)places[number]);
            return place.Slice(sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(place));
        }
    }

    /// <summary>Adds a text; its number is the count before.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        var length = sizeof(int) + text.Length;
        if (blocks.Count == 0 || blocks[^1].Length - end < length)
        {
            blocks.Add(new byte[Math.Max(BlockBytes, length)]);
            blockBytes += blocks[^1].Length;
            end = 0;
        }
        var place = blocks[^1].AsSpan(end, length);
        BinaryPrimitives.WriteInt32LittleEndian(place, text.Length);
        text.CopyTo(place[sizeof(int)..]);
        places.Add(((long)(blocks.Count - 1) << 32) | (uint)end);
        end += length;
    }

    /// <summary>Forgets the texts from a number on.</summary>
    public void Truncate(int count)
    {
        if (count >= places.Count)
        {
            return;
        }
        var (block, offset) = ((int)(places[count] >> 32), (int)places[count]);
        foreach (var gone in CollectionsMarshal.AsSpan(blocks)[(block + 1)..])
        {
            blockBytes -= gone.Length;
        }
        blocks.RemoveRange(block + 1, blocks.Count - block - 1);
        end = offset;
        places.RemoveRange(count, places.Count - count);
    }

    /// <summary>Forgets all texts and gives their memory back.</summary>
    public void Clear()
    {
        blocks.Clear();
        places.Clear();
        places.TrimExcess();
        blockBytes = 0;
        end = 0;
    }
}
