using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Etl.Text.Masks;

namespace Etl.Text;

/// <summary>
/// Looks once over a value and says what kinds of bytes it holds, so that the steps which have nothing to do can be skipped.
/// </summary>
/// <remarks>
/// Values are short (5 to 40 bytes), so one chunk of 64 bytes is the whole work: eight compares, no loop, no branch on the data.
/// </remarks>
public static class TextScan
{
    const int ChunkLength = 64;

    /// <summary>The traits of <paramref name="value"/>. Reads nothing that a fault could come from, whatever lies behind it.</summary>
    public static TextTraits Classify(ReadOnlySpan<byte> value)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Classify<Chunk512>(value);
        }
        return Vector256.IsHardwareAccelerated ? Classify<Chunk256>(value) : Classify<Chunk128>(value);
    }

    /// <summary>
    /// The same, faster, for a value that is followed by at least 64 readable bytes in its buffer. What they hold never changes
    /// the result.
    /// </summary>
    public static TextTraits ClassifyPadded(ReadOnlySpan<byte> value)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return ClassifyPadded<Chunk512>(value);
        }
        return Vector256.IsHardwareAccelerated ? ClassifyPadded<Chunk256>(value) : ClassifyPadded<Chunk128>(value);
    }

    /// <summary>One byte at a time: the specification.</summary>
    internal static TextTraits ClassifyScalar(ReadOnlySpan<byte> value)
    {
        var traits = TextTraits.None;
        for (var index = 0; index < value.Length; index++)
        {
            var isEdge = index == 0 || index == value.Length - 1;
            var isRun = index > 0 && value[index - 1] == ' ';
            traits |= value[index] switch
            {
                >= 0x80 => TextTraits.NonAscii,
                < 0x20 or 0x7F => TextTraits.Control,
                (byte)' ' => (isEdge ? TextTraits.EdgeSpace : 0) | (isRun ? TextTraits.SpaceRun : 0),
                >= (byte)'A' and <= (byte)'Z' => TextTraits.Upper,
                >= (byte)'a' and <= (byte)'z' => TextTraits.Lower,
                >= (byte)'0' and <= (byte)'9' => TextTraits.Digit,
                _ => TextTraits.Punctuation,
            };
        }
        return traits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TextTraits Classify<TChunk>(ReadOnlySpan<byte> value)
        where TChunk : struct, IChunk<TChunk>
    {
        return value.Length <= ChunkLength
            ? ClassifyChunk(SafeLoad.Load<TChunk>(value), MaskBits.Lowest(value.Length), 1, value.Length)
            : ClassifyLong<TChunk>(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TextTraits ClassifyPadded<TChunk>(ReadOnlySpan<byte> value)
        where TChunk : struct, IChunk<TChunk>
    {
        if (value.Length > ChunkLength)
        {
            return ClassifyLong<TChunk>(value);
        }
        // An empty span may point nowhere.
        return value.Length == 0
            ? TextTraits.None
            : ClassifyChunk(
                TChunk.Load(in MemoryMarshal.GetReference(value)),
                MaskBits.Lowest(value.Length),
                1,
                value.Length
            );
    }

    static TextTraits ClassifyLong<TChunk>(ReadOnlySpan<byte> value)
        where TChunk : struct, IChunk<TChunk>
    {
        var isEdgeSpace = value[0] == ' ' || value[^1] == ' ';
        var traits = isEdgeSpace ? TextTraits.EdgeSpace : TextTraits.None;
        while (value.Length > 0)
        {
            // Chunks overlap by one byte, so that no run of spaces is cut in two.
            var length = Math.Min(value.Length, ChunkLength);
            traits |= ClassifyChunk(SafeLoad.Load<TChunk>(value), MaskBits.Lowest(length), 0, length);
            value = length == value.Length ? default : value[(length - 1)..];
        }
        return traits;
    }

    /// <param name="chunk">The bytes.</param>
    /// <param name="valid">The lowest <paramref name="length"/> bits.</param>
    /// <param name="edge">1 when the chunk is the whole value, so that its ends are the value's; else 0.</param>
    /// <param name="length">Number of bytes that count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TextTraits ClassifyChunk<TChunk>(TChunk chunk, ulong valid, ulong edge, int length)
        where TChunk : struct, IChunk<TChunk>
    {
        var nonAscii = chunk.NonAscii();
        var upper = chunk.InRange((byte)'A', (byte)'Z');
        var lower = chunk.InRange((byte)'a', (byte)'z');
        var digit = chunk.InRange((byte)'0', (byte)'9');
        var space = chunk.Equal((byte)' ') & valid;
        var control = chunk.InRange(0, 0x1F) | chunk.Equal(0x7F);
        var other = ~(nonAscii | upper | lower | digit | space | control);
        var edges = edge | (edge << ((length - 1) & 63));
        return Flag(nonAscii & valid, TextTraits.NonAscii)
            | Flag(control & valid, TextTraits.Control)
            | Flag(space & edges, TextTraits.EdgeSpace)
            | Flag(space & (space >> 1), TextTraits.SpaceRun)
            | Flag(upper & valid, TextTraits.Upper)
            | Flag(lower & valid, TextTraits.Lower)
            | Flag(digit & valid, TextTraits.Digit)
            | Flag(other & valid, TextTraits.Punctuation);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TextTraits Flag(ulong mask, TextTraits trait) => mask != 0 ? trait : TextTraits.None;
}
