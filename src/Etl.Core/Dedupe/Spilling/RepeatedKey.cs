using System.Buffers.Binary;

namespace Etl.Core.Dedupe.Spilling;

/// <summary>That a row has a key which other rows (may) have, too: 12 bytes on the disk.</summary>
/// <param name="Row">As in <see cref="SpilledKey"/>.</param>
/// <param name="Id">Dense number of the key, 0-based.</param>
/// <param name="IsLookup">As in <see cref="SpilledKey"/>.</param>
readonly record struct RepeatedKey(long Row, uint Id, bool IsLookup)
{
    /// <summary>Bytes of one entry.</summary>
    public const int LengthBytes = 12;

    /// <summary>Writes the entry into the first bytes of a span.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, (Row << 1) | (IsLookup ? 1L : 0));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], Id);
    }

    /// <summary>Reads the entry in the first bytes of a span.</summary>
    public static RepeatedKey Read(ReadOnlySpan<byte> bytes)
    {
        var row = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        return new RepeatedKey(row >> 1, BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]), (row & 1) != 0);
    }
}
