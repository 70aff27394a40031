namespace Etl.Core.Dedupe.Spilling;

/// <summary>
/// Decides row by row, in input order, which rows are duplicates: a row is one when a key that it looks up belongs to a kept row
/// before it; when it is none, it is kept and all its keys belong to it. One bit for each repeated key is all that this takes.
/// </summary>
sealed class DuplicateSweep
{
    /// <summary>Rows that are decided at a time.</summary>
    const int BlockRows = 1 << 16;

    const int LookupBit = 1;

    readonly RepeatedKeyReader[] readers;
    readonly ulong[] kept;
    readonly bool[] duplicates = new bool[BlockRows];

    /// <summary>Where each row's entries end in <see cref="sorted"/>; they begin where those of the row before end.</summary>
    readonly int[] ends = new int[BlockRows + 1];

    (int Row, ulong IdAndLookup)[] gathered = [];
    ulong[] sorted = [];
    int gatheredCount;
    long firstRow = -BlockRows;

    /// <summary>Starts before the first row.</summary>
    public DuplicateSweep(RepeatedKeys keys)
    {
        readers = [.. keys.Runs.Select(run => new RepeatedKeyReader(run))];
        kept = new ulong[(keys.KeyCount + 63) / 64];
    }

    /// <summary>True when the row is a duplicate. Rows are asked for in ascending order.</summary>
    /// <param name="row">1-based number among the undecided rows.</param>
    public bool IsDuplicate(long row)
    {
        while (row >= firstRow + BlockRows)
        {
            firstRow += BlockRows;
            DecideBlock();
        }
        return duplicates[row - firstRow];
    }

    void DecideBlock()
    {
        Gather();
        Sort();
        Array.Clear(duplicates);
        var start = 0;
        for (var row = 0; row < BlockRows; row++)
        {
            var end = ends[row];
            if (end > start)
            {
                duplicates[row] = !TryKeep(sorted.AsSpan(start, end - start));
            }
            start = end;
        }
    }

    /// <summary>Takes from each run what belongs to the block's rows.</summary>
    void Gather()
    {
        gatheredCount = 0;
        Array.Clear(ends);
        foreach (var reader in readers)
        {
            while (reader.HasEntry && reader.Entry is var entry && entry.Row < firstRow + BlockRows)
            {
                if (gatheredCount == gathered.Length)
                {
                    Array.Resize(ref gathered, Math.Max(BlockRows, 2 * gathered.Length));
                }
                reader.Advance();
                if (entry.Row == 0)
                {
                    Keep(entry.Id);
                    continue;
                }
                var row = (int)(entry.Row - firstRow);
                gathered[gatheredCount++] = (row, ((ulong)entry.Id << 1) | (entry.IsLookup ? (ulong)LookupBit : 0));
                ends[row + 1]++;
            }
        }
    }

    /// <summary>By row, by counting: behind it <see cref="ends"/> of a row is where its entries end.</summary>
    void Sort()
    {
        if (sorted.Length < gatheredCount)
        {
            sorted = new ulong[gathered.Length];
        }
        for (var row = 1; row <= BlockRows; row++)
        {
            ends[row] += ends[row - 1];
        }
        // Each row's place moves from its begin to its end while its entries are placed.
        foreach (var (row, entry) in gathered.AsSpan(0, gatheredCount))
        {
            sorted[ends[row]++] = entry;
        }
    }

    /// <summary>Keeps a row unless a kept row has a key that it looks up.</summary>
    bool TryKeep(ReadOnlySpan<ulong> entries)
    {
        foreach (var entry in entries)
        {
            if ((entry & LookupBit) != 0 && IsKept(entry >> 1))
            {
                return false;
            }
        }
        foreach (var entry in entries)
        {
            Keep(entry >> 1);
        }
        return true;
    }

    void Keep(ulong id) => kept[id >> 6] |= 1UL << (int)(id & 63);

    bool IsKept(ulong id) => (kept[id >> 6] & (1UL << (int)(id & 63))) != 0;
}
