using System.Buffers.Binary;

namespace Etl.Core.Dedupe.Spilling;

/// <summary>One match key of one row, 24 bytes on the disk.</summary>
/// <param name="Key">The key; never 0.</param>
/// <param name="Row">1-based number of the row among those that are undecided; 0 for a row that is kept already.</param>
/// <param name="IsLookup">True when the row is a duplicate if an earlier kept row has the key; false when later rows are compared only.</param>
readonly record struct SpilledKey(UInt128 Key, long Row, bool IsLookup)
{
    /// <summary>Bytes of one entry.</summary>
    public const int LengthBytes = 24;

    /// <summary>Writes the entry into the first bytes of a span.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, Key);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], (Row << 1) | (IsLookup ? 1L : 0));
    }

    /// <summary>Reads the key of the entry in the first bytes of a span.</summary>
    public static UInt128 ReadKey(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt128LittleEndian(bytes);

    /// <summary>Reads the entry in the first bytes of a span.</summary>
    public static SpilledKey Read(ReadOnlySpan<byte> bytes)
    {
        var row = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]);
        return new SpilledKey(ReadKey(bytes), row >> 1, (row & 1) != 0);
    }
}
