using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Etl.Text;

/// <summary>
/// Writes fields as PostgreSQL's binary COPY has them: the length, 32 bits big-endian, and the bytes; an empty field is NULL, which is a
/// length of −1 and no bytes. Source: the PostgreSQL manual, COPY, "Binary Format", "Tuples".
/// </summary>
/// <remarks>
/// Nearly all values are short, and which are empty cannot be foreseen: so a value is one load and one store of 32 bytes without a branch,
/// and what is too many is overwritten by the next field.
/// </remarks>
public static class PrefixedFields
{
    /// <summary>Bytes before each value.</summary>
    public const int PrefixBytes = sizeof(int);

    /// <summary>Room behind the last field, in bytes, with which a short value is one load and one store; the bytes there may be overwritten.</summary>
    public const int RoomBytes = 32;

    const int Null = -1;

    /// <summary>Writes some fields of a row and returns how many bytes they take.</summary>
    /// <param name="buffer">What the values lie in; it must not overlap the destination.</param>
    /// <param name="cells">Where they lie.</param>
    /// <param name="order">Which cells are written, in this order.</param>
    /// <param name="destination">At least the prefixes and the values; better with <see cref="RoomBytes"/> more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A cell lies outside the buffer, or the destination is too short.</exception>
    public static int Write(
        ReadOnlySpan<byte> buffer,
        ReadOnlySpan<FieldSpan> cells,
        ReadOnlySpan<int> order,
        Span<byte> destination
    )
    {
        ref var source = ref MemoryMarshal.GetReference(buffer);
        ref var target = ref MemoryMarshal.GetReference(destination);
        var offsetEnd = (uint)Math.Max(0, buffer.Length - RoomBytes + 1);
        var writtenMax = destination.Length - PrefixBytes - RoomBytes;
        var written = 0;
        foreach (var index in order)
        {
            var cell = cells[index];
            if ((uint)cell.Length > RoomBytes || (uint)cell.Offset >= offsetEnd || written > writtenMax)
            {
                written += WriteExactly(buffer, cell, destination[written..]);
                continue;
            }
            var prefix = cell.Length == 0 ? Null : cell.Length;
            Unsafe.WriteUnaligned(
                ref Unsafe.Add(ref target, written),
                BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(prefix) : prefix
            );
            written += PrefixBytes;
            Vector256.LoadUnsafe(ref source, (nuint)cell.Offset).StoreUnsafe(ref target, (nuint)written);
            written += cell.Length;
        }
        return written;
    }

    /// <summary>The specification, which writes nothing behind the field.</summary>
    internal static int WriteExactly(ReadOnlySpan<byte> buffer, FieldSpan cell, Span<byte> destination)
    {
        BinaryPrimitives.WriteInt32BigEndian(destination, cell.Length == 0 ? Null : cell.Length);
        if (cell.Length != 0)
        {
            buffer.Slice(cell.Offset, cell.Length).CopyTo(destination[PrefixBytes..]);
        }
        return PrefixBytes + cell.Length;
    }
}
