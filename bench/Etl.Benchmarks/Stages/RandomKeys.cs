using System.Buffers.Binary;

namespace Etl.Benchmarks.Stages;

/// <summary>Match keys as a keyed hash makes them: any 128 bits.</summary>
static class RandomKeys
{
    /// <summary>One key.</summary>
    public static UInt128 Next(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return BinaryPrimitives.ReadUInt128LittleEndian(bytes);
    }

    /// <summary>So many keys, the same each time.</summary>
    public static UInt128[] Make(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => Next(random))];
    }
}
