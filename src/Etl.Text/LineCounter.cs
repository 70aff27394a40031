using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Etl.Text;

/// <summary>Counts physical line breaks: LF, CRLF (which is one) and lone CR.</summary>
/// <remarks>
/// Vectors of bytes are compared with the two signs, and with CR one byte before, and what is a break is subtracted, as −1, from a register of counts by place. Its
/// bytes hold 255 such vectors; then they are added up.
/// </remarks>
public static class LineCounter
{
    const int VectorLength = 32;

    /// <summary>Vectors whose breaks a byte can count.</summary>
    const int VectorsMax = byte.MaxValue;

    /// <summary>Number of line breaks in <paramref name="bytes"/>; a CR at the very end counts.</summary>
    public static int Count(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= VectorLength)
        {
            return CountScalar(bytes);
        }
        ref var start = ref MemoryMarshal.GetReference(bytes);
        // Nothing stands before the first byte, so vectors begin behind it.
        var count = CountScalar(bytes[..1]);
        var index = 1;
        while (bytes.Length - index >= VectorLength)
        {
            var vectors = Math.Min((bytes.Length - index) / VectorLength, VectorsMax);
            count += CountVectors(ref Unsafe.Add(ref start, index), vectors);
            index += vectors * VectorLength;
        }
        // The last vector holds bytes that were counted, as its first ones.
        var last = bytes.Length - VectorLength;
        var breaks = Breaks(ref Unsafe.Add(ref start, last)).ExtractMostSignificantBits();
        return count + BitOperations.PopCount((ulong)breaks >> (index - last));
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

    static int CountVectors(ref byte bytes, int vectors)
    {
        var counts = Vector256<byte>.Zero;
        for (var vector = 0; vector < vectors; vector++)
        {
            counts -= Breaks(ref bytes);
            bytes = ref Unsafe.Add(ref bytes, VectorLength);
        }
        return Vector256.Sum(Vector256.WidenLower(counts) + Vector256.WidenUpper(counts));
    }

    /// <summary>All ones where a break is counted: at each CR, and at each LF with another byte before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> Breaks(ref byte bytes)
    {
        var here = Vector256.LoadUnsafe(ref bytes);
        var before = Vector256.LoadUnsafe(ref Unsafe.Subtract(ref bytes, 1));
        var returns = Vector256.Create((byte)'\r');
        var lineFeeds = Vector256.Equals(here, Vector256.Create((byte)'\n'));
        return Vector256.Equals(here, returns) | Vector256.AndNot(lineFeeds, Vector256.Equals(before, returns));
    }
}
