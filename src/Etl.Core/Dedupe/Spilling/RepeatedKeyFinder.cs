namespace Etl.Core.Dedupe.Spilling;

/// <summary>
/// Finds the keys that more than one row has, partition by partition, with memory of its own. A Bloom filter over a first pass finds the
/// keys that may repeat (about one in a thousand others with them, which harms nothing), and a table over a second pass numbers those.
/// </summary>
/// <param name="keys">All keys of all rows.</param>
/// <param name="parts">In how many parts a partition is done, each in a pass of its own over its keys; a power of two.</param>
/// <param name="folder">Where the temporary file goes.</param>
/// <param name="bytesMax">Most bytes that the filter may take.</param>
sealed class RepeatedKeyFinder(KeySpill keys, int parts, string folder, long bytesMax) : IDisposable
{
    const int BufferEntries = 4096;

    /// <summary>Parts are chosen by bits that chose neither partition nor slot.</summary>
    const int PartShift = 72;

    readonly TemporaryFile file = new(folder);
    readonly BloomFilter seen = new(keys.CountMax / parts, bytesMax);
    readonly KeyNumbers numbers = new();
    readonly byte[] piece = new byte[KeySpill.PieceBytes];
    readonly byte[] buffer = new byte[BufferEntries * RepeatedKey.LengthBytes];
    int buffered;

    /// <summary>Bytes on the disk.</summary>
    public long LengthBytes => file.LengthBytes;

    /// <summary>The entries of the repeated keys of one part of a partition.</summary>
    /// <param name="partition">Which partition.</param>
    /// <param name="part">Which of its parts.</param>
    /// <param name="reserve">Is asked once for so many numbers of keys, and gives the first of them.</param>
    public RepeatedKeyRun Find(int partition, int part, Func<int, uint> reserve)
    {
        NumberRepeated(partition, part);
        var start = file.LengthBytes;
        if (numbers.Count == 0)
        {
            return new RepeatedKeyRun(file, start, 0);
        }
        var first = reserve(numbers.Count);
        foreach (var bytes in keys.Pieces(partition, piece))
        {
            for (var at = 0; at < bytes.Length; at += SpilledKey.LengthBytes)
            {
                var entry = SpilledKey.Read(bytes.Span[at..]);
                if (IsIn(entry.Key, part) && numbers.TryFind(entry.Key, out var number))
                {
                    Append(new RepeatedKey(entry.Row, first + number, entry.IsLookup));
                }
            }
        }
        Flush();
        return new RepeatedKeyRun(file, start, (file.LengthBytes - start) / RepeatedKey.LengthBytes);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    void NumberRepeated(int partition, int part)
    {
        seen.Clear();
        numbers.StartOver();
        foreach (var bytes in keys.Pieces(partition, piece))
        {
            for (var at = 0; at < bytes.Length; at += SpilledKey.LengthBytes)
            {
                var key = SpilledKey.Read(bytes.Span[at..]).Key;
                if (!IsIn(key, part))
                {
                    continue;
                }
                if (seen.MayContain(key))
                {
                    numbers.Add(key);
                }
                else
                {
                    seen.Add(key);
                }
            }
        }
    }

    bool IsIn(UInt128 key, int part) => ((int)(key >> PartShift) & (parts - 1)) == part;

    void Append(in RepeatedKey entry)
    {
        entry.Write(buffer.AsSpan(buffered));
        buffered += RepeatedKey.LengthBytes;
        if (buffered == buffer.Length)
        {
            Flush();
        }
    }

    void Flush()
    {
        file.Append(buffer.AsSpan(0, buffered));
        buffered = 0;
    }
}
