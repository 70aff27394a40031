using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Etl.Text.Masks;

namespace Etl.Text;

/// <summary>Finds runs of bytes beyond ASCII that are long enough for two characters, which most accents in Latin text are not.</summary>
static class NonAsciiRuns
{
    /// <summary>Bytes of two characters beyond ASCII, at least.</summary>
    public const int LengthMin = 4;

    const int ChunkLength = 64;

    /// <summary>Where the first run of at least <see cref="LengthMin"/> bytes of 0x80 and above begins, or −1.</summary>
    public static int IndexOf(ReadOnlySpan<byte> bytes)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return IndexOf<Chunk512>(bytes);
        }
        return Vector256.IsHardwareAccelerated ? IndexOf<Chunk256>(bytes) : IndexOf<Chunk128>(bytes);
    }

    /// <summary>One byte at a time: the specification.</summary>
    internal static int IndexOfScalar(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            length = bytes[index] >= 0x80 ? length + 1 : 0;
            if (length == LengthMin)
            {
                return index - LengthMin + 1;
            }
        }
        return -1;
    }

    internal static int IndexOf<TChunk>(ReadOnlySpan<byte> bytes)
        where TChunk : struct, IChunk<TChunk>
    {
        var before = 0UL;
        for (var index = 0; index < bytes.Length; index += ChunkLength)
        {
            var rest = bytes[index..];
            var high = SafeLoad.Load<TChunk>(rest).NonAscii() & MaskBits.Lowest(rest.Length);
            var ends = RunEnds(high, before);
            if (ends != 0)
            {
                return index + BitOperations.TrailingZeroCount(ends) - LengthMin + 1;
            }
            before = high;
        }
        return -1;
    }

    /// <summary>The bytes that are beyond ASCII like the three before them, of which the chunk before may hold some.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong RunEnds(ulong high, ulong before)
    {
        var pairs = high & ((high << 1) | (before >> 63));
        var pairsBefore = before & (before << 1);
        return pairs & ((pairs << 2) | (pairsBefore >> 62));
    }
}
