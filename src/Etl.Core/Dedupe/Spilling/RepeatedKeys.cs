namespace Etl.Core.Dedupe.Spilling;

/// <summary>
/// The keys that more than one row has, out of a <see cref="KeySpill"/>: on the disk in runs, each ascending by row. Every other key
/// decides nothing and is dropped.
/// </summary>
/// <remarks>
/// Per partition, a Bloom filter over a first pass finds the keys that may repeat (about one in a thousand others with them, which
/// harms nothing), and a table over a second pass numbers those. So memory goes with the repeated keys of one partition, and a
/// partition that is still too large is done in parts, each a pass of its own over its keys.
/// </remarks>
sealed class RepeatedKeys : IDisposable
{
    const int BufferEntries = 4096;

    /// <summary>A filter of 2 bytes a key, and a table of 20 bytes, three eighths full at worst, for each fourth one.</summary>
    const int BytesPerKeyMax = 16;

    /// <summary>Parts are chosen by bits that chose neither partition nor slot.</summary>
    const int PartShift = 72;

    readonly TemporaryFile file;
    readonly KeySpill keys;
    readonly int parts;
    readonly BloomFilter seen;
    readonly KeyNumbers numbers = new();
    readonly List<(long Offset, long Count)> runs = [];
    readonly byte[] buffer = new byte[BufferEntries * RepeatedKey.LengthBytes];
    int buffered;

    RepeatedKeys(KeySpill keys, string folder, long bytesMax)
    {
        file = new TemporaryFile(folder);
        this.keys = keys;
        parts = PartsOf(keys.CountMax, bytesMax);
        seen = new BloomFilter(keys.CountMax / parts, bytesMax);
    }

    /// <summary>Where each run begins in the file, and its entries.</summary>
    public IReadOnlyList<(long Offset, long Count)> Runs => runs;

    /// <summary>Number of different keys; their numbers are below it, and below 2³².</summary>
    public long KeyCount { get; private set; }

    /// <summary>Bytes on the disk.</summary>
    public long LengthBytes => file.LengthBytes;

    /// <summary>Finds the repeated keys.</summary>
    /// <param name="keys">All keys of all rows.</param>
    /// <param name="folder">Where the temporary file goes.</param>
    /// <param name="bytesMax">Memory that may be used.</param>
    /// <param name="cancellationToken">Asked between partitions.</param>
    public static RepeatedKeys Find(KeySpill keys, string folder, long bytesMax, CancellationToken cancellationToken)
    {
        var found = new RepeatedKeys(keys, folder, bytesMax);
        for (var partition = 0; partition < KeySpill.PartitionCount; partition++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var part = 0; part < found.parts; part++)
            {
                found.AddRun(partition, part);
            }
        }
        return found;
    }

    /// <summary>Reads entries of a run.</summary>
    /// <param name="offset">Where the first of them begins in the file.</param>
    /// <param name="bytes">Whole entries.</param>
    public void Read(long offset, Span<byte> bytes) => file.Read(offset, bytes);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    /// <summary>A power of two.</summary>
    static int PartsOf(long keyCount, long bytesMax)
    {
        var parts = 1;
        while (keyCount * BytesPerKeyMax / parts > bytesMax && parts < 1 << 16)
        {
            parts *= 2;
        }
        return parts;
    }

    void AddRun(int partition, int part)
    {
        NumberRepeated(partition, part);
        var start = file.LengthBytes;
        if (numbers.Count == 0)
        {
            return;
        }
        foreach (var piece in keys.Pieces(partition))
        {
            for (var at = 0; at < piece.Length; at += SpilledKey.LengthBytes)
            {
                var entry = SpilledKey.Read(piece.Span[at..]);
                if (IsIn(entry.Key, part) && numbers.TryFind(entry.Key, out var number))
                {
                    Append(new RepeatedKey(entry.Row, number, entry.IsLookup));
                }
            }
        }
        Flush();
        runs.Add((start, (file.LengthBytes - start) / RepeatedKey.LengthBytes));
        KeyCount += numbers.Count;
    }

    void NumberRepeated(int partition, int part)
    {
        seen.Clear();
        numbers.StartOver((uint)KeyCount);
        foreach (var piece in keys.Pieces(partition))
        {
            for (var at = 0; at < piece.Length; at += SpilledKey.LengthBytes)
            {
                var key = SpilledKey.Read(piece.Span[at..]).Key;
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
