using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Etl.Text.Masks;

namespace Etl.Text;

/// <summary>Says in one look that a value is plain text, which is what most values are: nothing in it to tidy.</summary>
/// <remarks>
/// Up to 64 bytes are one chunk: two or three compares make all masks, and one branch tells "nothing wrong"; only characters
/// beyond ASCII are then looked up one by one. Longer values go byte by byte, by the scalar twin that is the specification.
/// </remarks>
public static class PlainText
{
    const int ChunkLength = SafeLoad.ChunkLength;

    /// <summary>
    /// True for a line: characters U+0020 to U+007E and those of <paramref name="plain"/> beyond, no space at the ends, never two
    /// in a row.
    /// </summary>
    public static bool IsLine(ReadOnlySpan<byte> value, CodePointSet plain)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return IsLine<Chunk512>(value, plain);
        }
        return Vector256.IsHardwareAccelerated ? IsLine<Chunk256>(value, plain) : IsLine<Chunk128>(value, plain);
    }

    /// <summary>True for characters U+0020 to U+007E, tabs, line feeds, and the characters of <paramref name="plain"/> beyond.</summary>
    public static bool IsLines(ReadOnlySpan<byte> value, CodePointSet plain)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return IsLines<Chunk512>(value, plain);
        }
        return Vector256.IsHardwareAccelerated ? IsLines<Chunk256>(value, plain) : IsLines<Chunk128>(value, plain);
    }

    /// <summary>One byte at a time: the specification.</summary>
    internal static bool IsLineScalar(ReadOnlySpan<byte> value, CodePointSet plain)
    {
        var previous = (byte)' ';
        foreach (var item in value)
        {
            if (item is < 0x20 or 0x7F || (item == ' ' && previous == ' '))
            {
                return false;
            }
            previous = item;
        }
        return (value.Length == 0 || previous != ' ') && plain.ContainsBeyondAscii(value);
    }

    /// <summary>One byte at a time: the specification.</summary>
    internal static bool IsLinesScalar(ReadOnlySpan<byte> value, CodePointSet plain)
    {
        foreach (var item in value)
        {
            if (item is 0x7F or (< 0x20 and not ((byte)'\t' or (byte)'\n')))
            {
                return false;
            }
        }
        return plain.ContainsBeyondAscii(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsLine<TChunk>(ReadOnlySpan<byte> value, CodePointSet plain)
        where TChunk : struct, IChunk<TChunk>
    {
        if ((uint)(value.Length - 1) >= ChunkLength)
        {
            return IsLineScalar(value, plain);
        }
        var chunk = SafeLoad.Load<TChunk>(value);
        var valid = MaskBits.Lowest(value.Length);
        var space = chunk.Equal((byte)' ') & valid;
        var nonAscii = chunk.NonAscii() & valid;
        var printable = chunk.InRange((byte)' ', (byte)'~') | nonAscii;
        // Moving the spaces up by one, with a space before the first byte and behind the last, makes edges runs.
        var wrong = (~printable & valid) | (space & ((space << 1) | 1)) | (space & ~(valid >> 1));
        return wrong == 0 && (nonAscii == 0 || IsPlainBeyondAscii(value, plain, chunk, nonAscii));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsLines<TChunk>(ReadOnlySpan<byte> value, CodePointSet plain)
        where TChunk : struct, IChunk<TChunk>
    {
        if ((uint)(value.Length - 1) >= ChunkLength)
        {
            return IsLinesScalar(value, plain);
        }
        var chunk = SafeLoad.Load<TChunk>(value);
        var valid = MaskBits.Lowest(value.Length);
        var nonAscii = chunk.NonAscii() & valid;
        var printable = chunk.InRange((byte)' ', (byte)'~') | chunk.InRange((byte)'\t', (byte)'\n') | nonAscii;
        return (~printable & valid) == 0 && (nonAscii == 0 || IsPlainBeyondAscii(value, plain, chunk, nonAscii));
    }

    /// <summary>
    /// Text of usual blocks is proven by masks: each of its lead bytes has its following bytes, and there are no others. All
    /// characters of those lead bytes are in the set, so which ones they are does not matter.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsPlainBeyondAscii<TChunk>(ReadOnlySpan<byte> value, CodePointSet plain, TChunk chunk, ulong nonAscii)
        where TChunk : struct, IChunk<TChunk>
    {
        var leads = chunk.InRange(0xC0, 0xFF) & nonAscii;
        var ofTwo = chunk.InRange(0xC3, 0xCB) | chunk.InRange(0xD0, 0xD1);
        var ofThree = (chunk.InRange(0xE5, 0xE9) | chunk.InRange(0xEB, 0xEC)) & nonAscii;
        var isUsual = (leads & ~(ofTwo | ofThree)) == 0 && (ofThree >> 62) == 0 && (leads >> 63) == 0;
        var followers = (leads << 1) | (ofThree << 2);
        return (isUsual && followers == (nonAscii & ~leads) && plain.HasUsualBlocks)
            || plain.ContainsBeyondAscii(value, nonAscii, leads);
    }
}
