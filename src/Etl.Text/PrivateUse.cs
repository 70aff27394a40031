using System.Numerics;
using System.Runtime.Intrinsics;
using Etl.Text.Masks;

namespace Etl.Text;

/// <summary>
/// Finds characters for private use, U+E000 to U+F8FF and planes 15 and 16 but for their last two, which mean something in the program or font that
/// made them alone. Decoders of East Asian encodings give them for the signs that a company or its system has added.
/// </summary>
/// <remarks>
/// In UTF-8 they are <c>EE xx xx</c>, <c>EF 80</c> to <c>EF A3</c>, <c>F3 B0</c> to <c>F3 BF</c> and <c>F4</c>. Other characters that start with <c>EF</c> are
/// common (full-width forms, half-width katakana), so the byte behind it is asked in the same masks; whatever else has one of these bytes is rare and looked
/// at by itself. A chunk of plain ASCII costs a load and a mask.
/// </remarks>
public static class PrivateUse
{
    const int ChunkLength = 64;
    const int NonCharacterBits = 0xFFFE;

    /// <summary>Where the first of them starts; −1 when there is none.</summary>
    /// <param name="text">UTF-8; what is ill-formed is none.</param>
    public static int IndexIn(ReadOnlySpan<byte> text)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return IndexIn<Chunk512>(text);
        }
        return Vector256.IsHardwareAccelerated ? IndexIn<Chunk256>(text) : IndexIn<Chunk128>(text);
    }

    /// <summary>One byte at a time: the specification.</summary>
    internal static int IndexInScalar(ReadOnlySpan<byte> text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (Starts(text[index..]))
            {
                return index;
            }
        }
        return -1;
    }

    internal static int IndexIn<TChunk>(ReadOnlySpan<byte> text)
        where TChunk : struct, IChunk<TChunk>
    {
        for (var index = 0; index < text.Length; index += ChunkLength)
        {
            var rest = text[index..];
            var chunk = SafeLoad.Load<TChunk>(rest);
            if ((chunk.NonAscii() & MaskBits.Lowest(rest.Length)) == 0)
            {
                continue;
            }
            for (var leads = Leads(chunk) & MaskBits.Lowest(rest.Length); leads != 0; leads &= leads - 1)
            {
                var at = BitOperations.TrailingZeroCount(leads);
                if (Starts(rest[at..]))
                {
                    return index + at;
                }
            }
        }
        return -1;
    }

    /// <summary>The bytes that such a character may start with.</summary>
    static ulong Leads<TChunk>(TChunk chunk)
        where TChunk : struct, IChunk<TChunk>
    {
        var others = chunk.Equal(0xEF) & (chunk.InRange(0xA4, 0xBF) >> 1);
        return (chunk.InRange(0xEE, 0xEF) | chunk.InRange(0xF3, 0xF4)) & ~others;
    }

    static bool Starts(ReadOnlySpan<byte> text) =>
        text switch
        {
            [0xEE, >= 0x80 and < 0xC0, ..] or [0xEF, >= 0x80 and < 0xA4, ..] => true,
            [0xF3, >= 0xB0 and < 0xC0, ..] or [0xF4, >= 0x80 and < 0x90, ..] => IsCharacter(text),
            _ => false,
        };

    // The last two characters of each plane are none.
    static bool IsCharacter(ReadOnlySpan<byte> text) =>
        text is [_, var second, var third, var last, ..]
        && ((((second & 0xF) << 12) | ((third & 0x3F) << 6) | (last & 0x3F)) & NonCharacterBits) != NonCharacterBits;
}
