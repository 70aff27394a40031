namespace Etl.Core.Dedupe.Spilling;

/// <summary>
/// Finds the keys that more than one row has, partition by partition, with memory of its own. A first pass over a partition's keys marks each
/// by a bit and numbers those whose bit was there (one in eight others with them, which harms nothing); a second one writes what
/// has a number.
/// </summary>
/// <remarks>
/// Keys come in no order and decide the next step, so a processor can neither guess nor have at hand what they need. Therefore a piece of
/// them is first sorted out by bits that are near, without a branch; then what is left asks for its slots ahead.
/// </remarks>
/// <param name="keys">All keys of all rows.</param>
/// <param name="parts">In how many parts a partition is done, each in passes of its own over its keys; a power of two.</param>
/// <param name="folder">Where the temporary file goes.</param>
sealed class RepeatedKeyFinder(KeySpill keys, int parts, string folder) : IDisposable
{
    /// <summary>Keys whose slots are requested before the one at hand is looked at.</summary>
    const int KeysAhead = 16;

    const int BufferEntries = 4096;

    /// <summary>Parts are chosen by bits that chose neither partition nor slot.</summary>
    const int PartShift = 72;

    readonly TemporaryFile file = new(folder);
    readonly KeyMarks seen = new(keys.CountMax / parts);
    readonly KeyMarks numbered = new(keys.CountMax / parts);
    readonly KeyNumbers numbers = new();
    readonly byte[] piece = new byte[KeySpill.PieceBytes];

    /// <summary>Where those entries of a piece begin that are not sorted out.</summary>
    readonly int[] left = new int[KeySpill.KeysPerPiece + 1];
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
            AppendNumbered(bytes.Span, part, first);
        }
        Flush();
        return new RepeatedKeyRun(file, start, (file.LengthBytes - start) / RepeatedKey.LengthBytes);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    void NumberRepeated(int partition, int part)
    {
        seen.Clear();
        numbered.Clear();
        numbers.StartOver();
        foreach (var bytes in keys.Pieces(partition, piece))
        {
            NumberSeen(bytes.Span, part);
        }
    }

    void NumberSeen(ReadOnlySpan<byte> bytes, int part)
    {
        var count = 0;
        for (var at = 0; at < bytes.Length; at += SpilledKey.LengthBytes)
        {
            var key = SpilledKey.ReadKey(bytes[at..]);
            left[count] = at;
            count += IsIn(key, part) ? seen.Mark(key) : 0;
        }
        for (var index = 0; index < count; index++)
        {
            RequestAhead(bytes, index, count);
            var key = SpilledKey.ReadKey(bytes[left[index]..]);
            numbers.Add(key);
            numbered.Mark(key);
        }
    }

    void AppendNumbered(ReadOnlySpan<byte> bytes, int part, uint first)
    {
        var count = 0;
        for (var at = 0; at < bytes.Length; at += SpilledKey.LengthBytes)
        {
            var key = SpilledKey.ReadKey(bytes[at..]);
            left[count] = at;
            count += IsIn(key, part) ? numbered.Of(key) : 0;
        }
        for (var index = 0; index < count; index++)
        {
            RequestAhead(bytes, index, count);
            var entry = SpilledKey.Read(bytes[left[index]..]);
            if (numbers.TryFind(entry.Key, out var number))
            {
                Append(new RepeatedKey(entry.Row, first + number, entry.IsLookup));
            }
        }
    }

    void RequestAhead(ReadOnlySpan<byte> bytes, int index, int count)
    {
        if (index + KeysAhead < count)
        {
            numbers.Request(SpilledKey.ReadKey(bytes[left[index + KeysAhead]..]));
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
