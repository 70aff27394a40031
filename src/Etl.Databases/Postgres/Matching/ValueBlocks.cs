namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// Values of a chunk's contacts in a few large blocks. They are forgotten all at once, and their memory is used again for the next
/// chunk. A value stays where it is until then, so spans of it may be kept while others are added.
/// </summary>
sealed class ValueBlocks
{
    const int BlockBytes = 1 << 18;

    readonly List<byte[]> blocks = [];

    /// <summary>The block that is filled, and how far.</summary>
    int block;
    int end;

    /// <summary>Takes room for a value.</summary>
    public ValuePlace Take(int length)
    {
        while (block < blocks.Count && blocks[block].Length - end < length)
        {
            block++;
            end = 0;
        }
        if (block == blocks.Count)
        {
            blocks.Add(new byte[Math.Max(BlockBytes, length)]);
        }
        var place = new ValuePlace(block, end, length);
        end += length;
        return place;
    }

    /// <summary>The bytes at a place.</summary>
    public Span<byte> At(ValuePlace place) =>
        place.Length == 0 ? [] : blocks[place.Block].AsSpan(place.Offset, place.Length);

    /// <summary>Forgets all values. Blocks for values of unusual length are given back.</summary>
    public void Clear()
    {
        blocks.RemoveAll(static block => block.Length > BlockBytes);
        block = 0;
        end = 0;
    }
}
