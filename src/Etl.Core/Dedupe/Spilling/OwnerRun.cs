using System.Buffers;

namespace Etl.Core.Dedupe.Spilling;

/// <summary>
/// Match keys and their owners on the disk, ascending, without repeats. Of each block the first key's upper half stays in memory, 8
/// bytes of 4,080, so looking a key up reads one block, seldom two.
/// </summary>
sealed class OwnerRun : IDisposable
{
    const int KeysPerBlock = 170;
    const int BlocksPerPiece = 16;

    /// <summary>Bytes of a block, what a look-up reads.</summary>
    public const int BlockBytes = KeysPerBlock * OwnedKey.LengthBytes;

    /// <summary>Bytes that are written, or read in order, at a time.</summary>
    public const int PieceBytes = BlocksPerPiece * BlockBytes;

    readonly TemporaryFile file;
    readonly List<ulong> firsts;

    OwnerRun(TemporaryFile file, List<ulong> firsts, long count, long lowestOwner)
    {
        this.file = file;
        this.firsts = firsts;
        Count = count;
        LowestOwner = lowestOwner;
    }

    /// <summary>Entries.</summary>
    public long Count { get; }

    /// <summary>The lowest id in it.</summary>
    public long LowestOwner { get; }

    /// <summary>Bytes on the disk.</summary>
    public long LengthBytes => file.LengthBytes;

    /// <summary>Bytes in memory.</summary>
    public long MemoryBytes => (long)firsts.Capacity * sizeof(ulong);

    /// <summary>Writes a run.</summary>
    /// <param name="folder">Where its file goes.</param>
    /// <param name="keys">The entries, ascending, without repeats.</param>
    /// <param name="countMax">How many they are at most.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static OwnerRun Write(
        string folder,
        IEnumerable<OwnedKey> keys,
        long countMax,
        CancellationToken cancellationToken
    )
    {
        var file = new TemporaryFile(folder);
        // Rented: new ones would lie about for long, because nothing else is allocated that makes the collector come.
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            var firsts = new List<ulong>((int)((countMax + KeysPerBlock - 1) / KeysPerBlock));
            var used = 0;
            var lowest = long.MaxValue;
            foreach (var key in keys)
            {
                if (used == PieceBytes)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    file.Append(piece.AsSpan(0, PieceBytes));
                    used = 0;
                }
                if (used % BlockBytes == 0)
                {
                    firsts.Add((ulong)(key.Order >> 64));
                }
                key.Write(piece.AsSpan(used));
                used += OwnedKey.LengthBytes;
                lowest = Math.Min(lowest, key.Owner);
            }
            file.Append(piece.AsSpan(0, used));
            return new OwnerRun(file, firsts, file.LengthBytes / OwnedKey.LengthBytes, lowest);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <summary>The lowest owner of a key between two ids, or 0.</summary>
    /// <param name="order">The key.</param>
    /// <param name="above">Owners from here down do not count.</param>
    /// <param name="below">Owners from here up do not count.</param>
    /// <param name="block">Where blocks are read to; <see cref="BlockBytes"/>.</param>
    public long Lowest(UInt128 order, long above, long below, byte[] block)
    {
        if (Count == 0)
        {
            return 0;
        }
        var sought = new OwnedKey(order, above + 1);
        var index = BlockOf(sought, block);
        var entries = Read(index, block);
        var at = FirstNotBelow(sought, entries);
        if (at == entries.Length)
        {
            if (index + 1 == firsts.Count)
            {
                return 0;
            }
            at = 0;
            entries = Read(index + 1, block);
        }
        var found = OwnedKey.Read(entries[at..]);
        return found.Order == order && found.Owner < below ? found.Owner : 0;
    }

    /// <summary>All entries in their order.</summary>
    /// <param name="cancellationToken">Asked before each piece is read.</param>
    public IEnumerable<OwnedKey> Entries(CancellationToken cancellationToken)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            for (var offset = 0L; offset < LengthBytes; offset += PieceBytes)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var length = (int)Math.Min(PieceBytes, LengthBytes - offset);
                file.Read(offset, piece.AsSpan(0, length));
                for (var at = 0; at < length; at += OwnedKey.LengthBytes)
                {
                    yield return OwnedKey.Read(piece.AsSpan(at));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    /// <summary>The last block whose first entry is not above the sought one, or the first block.</summary>
    int BlockOf(OwnedKey sought, byte[] block)
    {
        var upper = (ulong)(sought.Order >> 64);
        var low = Math.Max(0, CountBelow(upper) - 1);
        var high = low;
        // Of a key that very many hold several blocks begin alike; only then they are looked at.
        if (low + 1 < firsts.Count && firsts[low + 1] == upper)
        {
            high = (upper == ulong.MaxValue ? firsts.Count : CountBelow(upper + 1)) - 1;
        }
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            var isNotAbove = OwnedKey.Read(Read(middle, block)).CompareTo(sought) <= 0;
            (low, high) = isNotAbove ? (middle, high) : (low, middle - 1);
        }
        return low;
    }

    /// <summary>How many blocks begin below a key's upper half.</summary>
    int CountBelow(ulong upper)
    {
        var (low, high) = (0, firsts.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = firsts[middle] < upper ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    ReadOnlySpan<byte> Read(int index, byte[] block)
    {
        var offset = (long)index * BlockBytes;
        var bytes = block.AsSpan(0, (int)Math.Min(BlockBytes, LengthBytes - offset));
        file.Read(offset, bytes);
        return bytes;
    }

    /// <summary>Where the first entry that is not below the sought one begins, or the length.</summary>
    static int FirstNotBelow(OwnedKey sought, ReadOnlySpan<byte> entries)
    {
        var (low, high) = (0, entries.Length / OwnedKey.LengthBytes);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var isBelow = OwnedKey.Read(entries[(middle * OwnedKey.LengthBytes)..]).CompareTo(sought) < 0;
            (low, high) = isBelow ? (middle + 1, high) : (low, middle);
        }
        return low * OwnedKey.LengthBytes;
    }
}
