using System.Buffers.Binary;
using System.Text;

namespace Etl.Databases.Sqlite;

/// <summary>
/// A checksum of a stored contact that depends on its id and its values, not on the order of its columns nor on columns
/// without a value, so that it stays the same when later jobs add columns. It finds damage; it does not resist an attacker.
/// </summary>
/// <remarks>
/// <c>Contact(id, sum)</c> where <c>sum</c> is the sum of <see cref="Cell"/> over its values, modulo 2⁶⁴. The ledger stores sums of
/// these, so neither the mixing nor the constants may change within one store version.
/// </remarks>
static class ContactChecksum
{
    // Odd constants with balanced bits, from the golden ratio and from the fractional parts of √2 and √3.
    const ulong IdFactor = 0x9E3779B97F4A7C15;
    const ulong WordFactor = 0xD1B54A32D192ED03;
    const ulong FinalFactor = 0xBB67AE8584CAA73B;

    /// <summary>The seed of a column: made of its name, which never changes.</summary>
    public static ulong Seed(string column) => Mix(0x6A09E667F3BCC909, Encoding.UTF8.GetBytes(column));

    /// <summary>The checksum of one value; 0 when it is empty.</summary>
    public static ulong Cell(ulong seed, ReadOnlySpan<byte> value) => value.IsEmpty ? 0 : Mix(seed, value);

    /// <summary>The checksum of a contact.</summary>
    public static ulong Contact(long id, ulong sum) => Fold(sum + (ulong)id * IdFactor, FinalFactor);

    static ulong Mix(ulong seed, ReadOnlySpan<byte> value)
    {
        var hash = seed + (ulong)value.Length * IdFactor;
        while (value.Length >= sizeof(ulong))
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(value), WordFactor);
            value = value[sizeof(ulong)..];
        }
        return Fold(hash ^ Tail(value), FinalFactor);
    }

    /// <summary>The last 0 to 7 bytes in one word; reads overlap, which the length in the hash makes unambiguous.</summary>
    static ulong Tail(ReadOnlySpan<byte> value) =>
        value.Length switch
        {
            >= sizeof(uint) => ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(value) << 32)
                | BinaryPrimitives.ReadUInt32LittleEndian(value[^sizeof(uint)..]),
            >= sizeof(ushort) => ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(value) << 16)
                | BinaryPrimitives.ReadUInt16LittleEndian(value[^sizeof(ushort)..]),
            1 => value[0],
            _ => 0,
        };

    /// <summary>The high and the low half of the 128-bit product, added without carry.</summary>
    static ulong Fold(ulong value, ulong factor)
    {
        var high = Math.BigMul(value, factor, out var low);
        return high ^ low;
    }
}
