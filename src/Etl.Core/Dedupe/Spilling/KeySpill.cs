namespace Etl.Core.Dedupe.Spilling;

/// <summary>
/// Match keys on the disk, in 256 partitions by their own bits, each in the order in which its keys came. All partitions share one
/// file, in pieces of 48 KB.
/// </summary>
sealed class KeySpill : IDisposable
{
    /// <summary>Number of partitions.</summary>
    public const int PartitionCount = 256;

    /// <summary>Keys of a piece.</summary>
    public const int KeysPerPiece = 2048;

    /// <summary>Memory that unwritten pieces take: 12 MB.</summary>
    public const long BufferBytes = (long)PartitionCount * PieceBytes;

    /// <summary>Bytes of a piece.</summary>
    public const int PieceBytes = KeysPerPiece * SpilledKey.LengthBytes;

    readonly TemporaryFile file;
    readonly byte[][] pieces = new byte[PartitionCount][];
    readonly int[] used = new int[PartitionCount];
    readonly List<long>[] places = new List<long>[PartitionCount];

    /// <summary>Makes an empty one whose file lies in the given folder.</summary>
    public KeySpill(string folder)
    {
        file = new TemporaryFile(folder);
        for (var partition = 0; partition < PartitionCount; partition++)
        {
            pieces[partition] = new byte[PieceBytes];
            places[partition] = [];
        }
    }

    /// <summary>Keys so far.</summary>
    public long Count { get; private set; }

    /// <summary>Bytes on the disk.</summary>
    public long LengthBytes => file.LengthBytes;

    /// <summary>Adds a key of a row. Rows come in ascending order.</summary>
    public void Add(in SpilledKey key)
    {
        var partition = PartitionOf(key.Key);
        key.Write(pieces[partition].AsSpan(used[partition]));
        used[partition] += SpilledKey.LengthBytes;
        Count++;
        if (used[partition] == PieceBytes)
        {
            places[partition].Add(file.Append(pieces[partition]));
            used[partition] = 0;
        }
    }

    /// <summary>Keys of one partition.</summary>
    public long CountOf(int partition) =>
        ((long)places[partition].Count * KeysPerPiece) + (used[partition] / SpilledKey.LengthBytes);

    /// <summary>Most keys that one partition has.</summary>
    public long CountMax => Enumerable.Range(0, PartitionCount).Max(CountOf);

    /// <summary>
    /// The keys of one partition in the order in which they came, piece by piece: whole entries of
    /// <see cref="SpilledKey.LengthBytes"/>. A piece is dead when the next one is asked for.
    /// </summary>
    /// <param name="partition">Which partition. Several may be read side by side, when all keys are added.</param>
    /// <param name="read">Where pieces are read to; <see cref="PieceBytes"/>.</param>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces(int partition, byte[] read)
    {
        foreach (var place in places[partition])
        {
            file.Read(place, read);
            yield return read;
        }
        yield return pieces[partition].AsMemory(0, used[partition]);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    // Not the bits that choose inside a key table (the highest) or inside a Bloom filter's block (the lower half).
    static int PartitionOf(UInt128 key) => (int)(key >> 64) & (PartitionCount - 1);
}
