using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Etl.Text;

/// <summary>
/// A fixed set of characters beyond ASCII, asked about text in UTF-8 without decoding it through the runtime, character by
/// character: half of all names hold such a character, and the answer is nearly always yes.
/// </summary>
/// <remarks>
/// The first 65,536 characters are one bit each (8 KiB, of which text touches a few lines); those above are a short list of
/// ranges. Layout: bit <c>c &amp; 63</c> of word <c>c >> 6</c>.
/// </remarks>
public sealed class CodePointSet
{
    const int FirstBeyondPlane = 0x10000;

    readonly ulong[] words = new ulong[FirstBeyondPlane >> 6];
    readonly (int First, int Last)[] beyondPlane;

    /// <summary>Makes a set of ranges, first and last included, each within or beyond the first 65,536 characters.</summary>
    public CodePointSet(ReadOnlySpan<(int First, int Last)> ranges)
    {
        var beyond = new List<(int First, int Last)>();
        foreach (var range in ranges)
        {
            if (range.First >= FirstBeyondPlane)
            {
                beyond.Add(range);
                continue;
            }
            for (var value = range.First; value <= range.Last; value++)
            {
                // Half of a surrogate pair is no character; without this, ill-formed text could pass.
                words[value >> 6] |= value is >= 0xD800 and <= 0xDFFF ? 0 : 1UL << value;
            }
        }
        beyondPlane = [.. beyond];
        HasUsualBlocks =
            HasAll(0xC0, 0x2FF) && HasAll(0x400, 0x47F) && HasAll(0x5000, 0x9FFF) && HasAll(0xB000, 0xCFFF);
        HasCommonBlocks =
            HasUsualBlocks
            && HasAll(0x390, 0x47F)
            && HasAll(0x620, 0x64A)
            && HasAll(0x900, 0x93B)
            && HasAll(0x93D, 0x950)
            && HasAll(0x960, 0x97F)
            && HasAll(0x4000, 0x4DBF)
            && HasAll(0x4E00, 0x9FFF)
            && HasAll(0xAC00, 0xD77F);
    }

    /// <summary>
    /// True when the set has all characters of the lead bytes C3 to CB, D0, D1 (Latin, Cyrillic), E5 to E9, EB and EC (most Han and
    /// Hangul). Text of these alone needs no look-up, see <see cref="PlainText"/>.
    /// </summary>
    internal bool HasUsualBlocks { get; }

    /// <summary>
    /// True when it also has U+0390 to U+03FF, U+0620 to U+064A, U+0900 to U+097F but for some marks, and U+4000 to U+D77F but for
    /// what lies between Han and Hangul, as <see cref="ShortText"/> takes them.
    /// </summary>
    internal bool HasCommonBlocks { get; }

    /// <summary>True when the set has the character.</summary>
    public bool Contains(int value) =>
        value < FirstBeyondPlane ? ((words[value >> 6] >> value) & 1) != 0 : ContainsBeyondPlane(value);

    /// <summary>
    /// True when every character of <paramref name="value"/> above U+007F is in the set. Ill-formed UTF-8 never is. Goes byte by
    /// byte: the specification.
    /// </summary>
    public bool ContainsBeyondAscii(ReadOnlySpan<byte> value)
    {
        for (var index = 0; index < value.Length; index++)
        {
            if (value[index] < 0x80)
            {
                continue;
            }
            var length = LengthOfMember(value[index..]);
            if (length == 0)
            {
                return false;
            }
            index += length - 1;
        }
        return true;
    }

    /// <summary>
    /// The same for at most 64 bytes, of which masks tell what they are. Going from lead to lead needs no length of the character
    /// before; in return the lengths must add up to all bytes beyond ASCII, or one of them follows no lead.
    /// </summary>
    /// <param name="value">The text.</param>
    /// <param name="nonAscii">Bit <c>i</c> is set when byte <c>i</c> of the text is 0x80 or above.</param>
    /// <param name="leads">The same for 0xC0 and above: bytes that start a character.</param>
    internal bool ContainsBeyondAscii(ReadOnlySpan<byte> value, ulong nonAscii, ulong leads)
    {
        ref var bits = ref MemoryMarshal.GetArrayDataReference(words);
        ref var bytes = ref MemoryMarshal.GetReference(value);
        var rest = BitOperations.PopCount(nonAscii);
        while (leads != 0)
        {
            var index = BitOperations.TrailingZeroCount(leads);
            leads &= leads - 1;
            ref var lead = ref Unsafe.Add(ref bytes, index);
            // The mask ends where the value does, so a bit is also the proof that the byte may be read.
            var run = nonAscii >> index;
            int length;
            if (lead < 0xE0 && (run & 0b10) != 0)
            {
                length = LengthOfTwo(ref lead, ref bits);
            }
            else if ((lead & 0xF0) == 0xE0 && (run & 0b110) == 0b110)
            {
                length = LengthOfThree(ref lead, ref bits);
            }
            else
            {
                length = LengthOfMember(value[index..]);
            }
            if (length == 0)
            {
                return false;
            }
            rest -= length;
        }
        return rest == 0;
    }

    /// <summary>2 when the two bytes are a character of the set, else 0. Flipping 0x80 leaves six bits of a following byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int LengthOfTwo(ref byte lead, ref ulong bits)
    {
        var second = Unsafe.Add(ref lead, 1) ^ 0x80u;
        var character = ((lead & 0x1Fu) << 6) | (second & 0x3F);
        var isMember = ((Unsafe.Add(ref bits, character >> 6) >> (int)character) & 1) != 0;
        return isMember && second <= 0x3F && lead >= 0xC2 ? 2 : 0;
    }

    /// <summary>3 when the three bytes are a character of the set, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int LengthOfThree(ref byte lead, ref ulong bits)
    {
        var second = Unsafe.Add(ref lead, 1) ^ 0x80u;
        var third = Unsafe.Add(ref lead, 2) ^ 0x80u;
        var character = ((lead & 0x0Fu) << 12) | ((second & 0x3F) << 6) | (third & 0x3F);
        var isMember = ((Unsafe.Add(ref bits, character >> 6) >> (int)character) & 1) != 0;
        return isMember && (second | third) <= 0x3F && character >= 0x800 ? 3 : 0;
    }

    /// <summary>Length of the character at the start, which is beyond ASCII; 0 when it is ill-formed or not in the set.</summary>
    int LengthOfMember(ReadOnlySpan<byte> value)
    {
        var lead = value[0];
        var length = lead switch
        {
            < 0xC2 => 0,
            < 0xE0 => 2,
            < 0xF0 => 3,
            < 0xF5 => 4,
            _ => 0,
        };
        if (length == 0 || length > value.Length)
        {
            return 0;
        }
        var character = lead & (0x7F >> length);
        foreach (var next in value[1..length])
        {
            if ((next & 0xC0) != 0x80)
            {
                return 0;
            }
            character = (character << 6) | (next & 0x3F);
        }
        var isShortest = length switch
        {
            3 => character >= 0x800,
            4 => character >= FirstBeyondPlane,
            _ => true,
        };
        return isShortest && Contains(character) ? length : 0;
    }

    bool HasAll(int first, int last)
    {
        for (var value = first; value <= last; value++)
        {
            if (!Contains(value))
            {
                return false;
            }
        }
        return true;
    }

    bool ContainsBeyondPlane(int value)
    {
        foreach (var (first, last) in beyondPlane)
        {
            if (value >= first && value <= last)
            {
                return true;
            }
        }
        return false;
    }
}
