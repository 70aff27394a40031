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

    /// <summary>A filter of 2 bytes a key, and a table of at most 27 bytes for each second one.</summary>
    const int BytesPerKeyMax = 16;

    /// <summary>Parts are chosen by bits that chose neither partition nor slot.</summary>
    const int PartShift = 72;

    readonly TemporaryFile file;
    readonly List<(long Offset, long Count)> runs = [];
    readonly byte[] buffer = new byte[BufferEntries * RepeatedKey.LengthBytes];
    int buffered;

    RepeatedKeys(string folder) => file = new TemporaryFile(folder);

    /// <summary>Where each run begins in the file, and its entries.</summary>
    public IReadOnlyList<(long Offset, long Count)> Runs => runs;

    /// <summary>Number of different keys; their numbers are below it.</summary>
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
        var found = new RepeatedKeys(folder);
        for (var partition = 0; partition < KeySpill.PartitionCount; partition++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var parts = PartsOf(keys.CountOf(partition), bytesMax);
            for (var part = 0; part < parts; part++)
            {
                found.AddRun(keys, partition, part, parts);
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

    void AddRun(KeySpill keys, int partition, int part, int parts)
    {
        var ids = NumberRepeated(keys, partition, part, parts);
        var start = file.LengthBytes;
        if (ids.Count == 0)
        {
            return;
        }
        foreach (var piece in keys.Pieces(partition))
        {
            for (var at = 0; at < piece.Length; at += SpilledKey.LengthBytes)
            {
                var entry = SpilledKey.Read(piece.Span[at..]);
                if (IsIn(entry.Key, part, parts) && ids.Find(entry.Key) is var id and > 0)
                {
                    Append(new RepeatedKey(entry.Row, (uint)(id - 1), entry.IsLookup));
                }
            }
        }
        Flush();
        runs.Add((start, (file.LengthBytes - start) / RepeatedKey.LengthBytes));
    }

    KeyTable NumberRepeated(KeySpill keys, int partition, int part, int parts)
    {
        var ids = new KeyTable(keepsAllOwners: false);
        var seen = new BloomFilter(keys.CountOf(partition) / parts, long.MaxValue / 8);
        foreach (var piece in keys.Pieces(partition))
        {
            for (var at = 0; at < piece.Length; at += SpilledKey.LengthBytes)
            {
                var key = SpilledKey.Read(piece.Span[at..]).Key;
                if (!IsIn(key, part, parts))
                {
                    continue;
                }
                if (!seen.MayContain(key))
                {
                    seen.Add(key);
                }
                else if (ids.Find(key) == 0)
                {
                    ids.Add(key, ++KeyCount);
                }
            }
        }
        return ids;
    }

    static bool IsIn(UInt128 key, int part, int parts) => ((int)(key >> PartShift) & (parts - 1)) == part;

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
