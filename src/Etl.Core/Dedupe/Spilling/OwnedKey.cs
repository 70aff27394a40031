using System.Buffers.Binary;

namespace Etl.Core.Dedupe.Spilling;

/// <summary>A contact that holds a match key, 24 bytes on the disk: by key, and the owners of one key from the lowest on.</summary>
/// <param name="Order">What a <see cref="KeyTable"/> keeps of the key, in the order in which the table keeps it (<see cref="OrderOf(UInt128)"/>).</param>
/// <param name="Owner">The contact's id, 1 or above.</param>
readonly record struct OwnedKey(UInt128 Order, long Owner) : IComparable<OwnedKey>
{
    /// <summary>Bytes of one entry.</summary>
    public const int LengthBytes = 24;

    /// <summary>The 104 bits that are compared, in the upper ones of the result: partition, low half, 32 bits of the upper half.</summary>
    public static UInt128 OrderOf(UInt128 key) => OrderOf((uint)(key >> 120), (ulong)key, (uint)(ulong)(key >> 64));

    /// <summary>The same from the parts that a table keeps.</summary>
    public static UInt128 OrderOf(uint partition, ulong low, uint high) =>
        new(((ulong)partition << 56) | (low >> 8), (low << 56) | ((ulong)high << 24));

    /// <summary>
    /// The same bits for a <see cref="BloomFilter"/>, which chooses a block by the first bits of the upper half, and bits in it by the lower half
    /// and the middle of the upper one.
    /// </summary>
    public static UInt128 FilterKeyOf(UInt128 order)
    {
        var (upper, lower) = ((ulong)(order >> 64), (ulong)order);
        var low = (upper << 8) | (lower >> 56);
        return new UInt128(upper, (low << 32) | (uint)(lower >> 24));
    }

    /// <summary>Writes the entry into the first bytes of a span.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, Order);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Owner);
    }

    /// <summary>Reads the entry in the first bytes of a span.</summary>
    public static OwnedKey Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]));

    /// <inheritdoc/>
    public int CompareTo(OwnedKey other)
    {
        var order = Order.CompareTo(other.Order);
        return order != 0 ? order : Owner.CompareTo(other.Owner);
    }
}
