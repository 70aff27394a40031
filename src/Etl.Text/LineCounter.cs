using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Etl.Text.Masks;

namespace Etl.Text;

/// <summary>Counts physical line breaks: LF, CRLF (which is one) and lone CR.</summary>
public static class LineCounter
{
    const int ChunkLength = 64;

    /// <summary>Number of line breaks in <paramref name="bytes"/>; a CR at the very end counts.</summary>
    public static int Count(ReadOnlySpan<byte> bytes)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Count<Chunk512>(bytes);
        }
        return Vector256.IsHardwareAccelerated ? Count<Chunk256>(bytes) : Count<Chunk128>(bytes);
    }

    /// <summary>One byte at a time: the specification.</summary>
    internal static int CountScalar(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            var isSecondOfPair = bytes[index] == '\n' && index > 0 && bytes[index - 1] == '\r';
            count += bytes[index] is (byte)'\r' or (byte)'\n' && !isSecondOfPair ? 1 : 0;
        }
        return count;
    }

    internal static int Count<TChunk>(ReadOnlySpan<byte> bytes)
        where TChunk : struct, IChunk<TChunk>
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var whole = bytes.Length & -ChunkLength;
        var count = 0;
        var carry = 0UL;
        for (var index = 0; index < whole; index += ChunkLength)
        {
            count += CountChunk(TChunk.Load(in Unsafe.Add(ref start, index)), ref carry);
        }
        if (whole < bytes.Length)
        {
            Span<byte> tail = stackalloc byte[ChunkLength];
            tail.Clear();
            bytes[whole..].CopyTo(tail);
            count += CountChunk(TChunk.Load(in tail[0]), ref carry);
        }
        return count;
    }

    /// <param name="chunk">64 bytes.</param>
    /// <param name="carry">1 when the byte before the chunk is a CR; updated to speak of the chunk's last byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int CountChunk<TChunk>(TChunk chunk, ref ulong carry)
        where TChunk : struct, IChunk<TChunk>
    {
        var lineFeeds = chunk.Equal((byte)'\n');
        var returns = chunk.Equal((byte)'\r');
        var seconds = lineFeeds & ((returns << 1) | carry);
        carry = returns >> 63;
        return BitOperations.PopCount(lineFeeds & ~seconds) + BitOperations.PopCount(returns);
    }
}
