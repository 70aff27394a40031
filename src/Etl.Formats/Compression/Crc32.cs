namespace Etl.Formats.Compression;

/// <summary>CRC-32 as gzip and zip use it (polynomial 0xEDB88320), eight bytes a step.</summary>
static class Crc32
{
    const uint Polynomial = 0xEDB88320;

    static readonly uint[][] tables = MakeTables();

    /// <summary>Continues <paramref name="crc"/> (0 at the start) over <paramref name="bytes"/>.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var value = ~crc;
        while (bytes.Length >= 8)
        {
            var low = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ value;
            var high = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            value =
                tables[7][low & 0xFF]
                ^ tables[6][(low >> 8) & 0xFF]
                ^ tables[5][(low >> 16) & 0xFF]
                ^ tables[4][low >> 24]
                ^ tables[3][high & 0xFF]
                ^ tables[2][(high >> 8) & 0xFF]
                ^ tables[1][(high >> 16) & 0xFF]
                ^ tables[0][high >> 24];
            bytes = bytes[8..];
        }
        foreach (var next in bytes)
        {
            value = tables[0][(value ^ next) & 0xFF] ^ (value >> 8);
        }
        return ~value;
    }

    static uint[][] MakeTables()
    {
        var made = new uint[8][];
        for (var table = 0; table < made.Length; table++)
        {
            made[table] = new uint[256];
        }
        for (var index = 0u; index < 256; index++)
        {
            var value = index;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value >> 1) ^ ((value & 1) * Polynomial);
            }
            made[0][index] = value;
        }
        for (var table = 1; table < made.Length; table++)
        {
            for (var index = 0; index < 256; index++)
            {
                var before = made[table - 1][index];
                made[table][index] = (before >> 8) ^ made[0][before & 0xFF];
            }
        }
        return made;
    }
}
