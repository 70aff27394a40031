using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Etl.Text.Masks;

namespace Etl.Text;

/// <summary>
/// A value of up to 30 bytes in one register, for questions whose answer is yes for nearly every value. There is no branch in them:
/// in a column, which values are empty, accented or odd is chance, and each wrong guess of the processor costs more than all of the look.
/// </summary>
/// <remarks>
/// The twin is <see cref="PlainText"/>: a common line is a line there, for every set with the common blocks. Not the
/// other way round: rarer scripts are left to it. Bit <c>i</c> of a mask stands for byte <c>i</c>.
/// </remarks>
public readonly ref struct ShortText
{
    /// <summary>Bytes of the longest value: the three bytes of a character at its end still have their bits.</summary>
    public const int LengthMax = 30;

    readonly Vector256<byte> bytes;
    readonly uint valid;
    readonly int length;

    ShortText(Vector256<byte> bytes, int length)
    {
        this.bytes = bytes;
        this.length = length;
        valid = (1u << length) - 1;
    }

    /// <summary>True when the value starts with a digit, a letter, a character beyond ASCII, or one of <c>: ; &lt; &gt; ? @ [ \ ] ^ _ ` { | } ~</c>.</summary>
    public bool StartsAsText => (bytes.ToScalar() >= (byte)'0') & (bytes.ToScalar() != (byte)'=');

    /// <summary>Loads a field of a buffer; false when it is too long, or fewer than 32 bytes are left in the buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryLoad(ReadOnlySpan<byte> buffer, FieldSpan field, out ShortText text)
    {
        if ((uint)field.Length > LengthMax || (uint)field.Offset + (ulong)Vector256<byte>.Count > (uint)buffer.Length)
        {
            text = default;
            return false;
        }
        text = new ShortText(
            Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(buffer), (nuint)field.Offset),
            field.Length
        );
        return true;
    }

    /// <summary>Loads a value of at most <see cref="LengthMax"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortText Load(ReadOnlySpan<byte> value) => new(SafeLoad.Load32(value), value.Length);

    /// <summary>
    /// True for a line of U+0020 to U+007E and Latin, Greek, Cyrillic, Arabic and Devanagari letters, Han, Hangul (see
    /// <see cref="CodePointSet.HasCommonBlocks"/>), no space at the ends, never two in a row. An empty value is one. Of characters that are rare, such as
    /// U+0200, the answer is no where that is quicker.
    /// </summary>
    /// <param name="isOfBothCasesOrNone">
    /// Of a common line: true when it has capitals (A to Z, À to Þ, Α to Ρ, Ѐ to Я) and small letters (a to z, α to ο, а to џ), or no letters that have a
    /// case; false when it may have those of one case alone.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsCommonLine(out bool isOfBothCasesOrNone) =>
        CommonText.IsSupported
            ? IsCommonLineByTables(out isOfBothCasesOrNone)
            : IsCommonLineByRanges(out isOfBothCasesOrNone);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsCommonLineByTables(out bool isOfBothCasesOrNone)
    {
        var isWithin = Vector256.LessThan(Vector256<sbyte>.Indices, Vector256.Create((sbyte)length)).AsByte();
        var text = Vector256.ConditionalSelect(isWithin, bytes, Vector256.Create((byte)'0'));
        var space = Mask(Equal((byte)' '));
        return CommonText.IsCommon(text, out isOfBothCasesOrNone) & ((space & ((space << 1) | 1 | ~(valid >> 1))) == 0);
    }

    /// <summary>The same one range after the other, for any processor: the specification, which takes some rare characters more.</summary>
    internal bool IsCommonLineByRanges(out bool isOfBothCasesOrNone)
    {
        var cased = Mask(InRange(0xC3, 0xCB) | InRange(0xCE, 0xD1));
        var ofTwo = cased | Mask(InRange(0xD8, 0xD9));
        var indic = Mask(Equal(0xE0));
        var wrong = WrongInLine(ofTwo, indic | Mask(InRange(0xE4, 0xED)));

        var behindGreek = Mask(Equal(0xCE)) << 1;
        var upTo8A = Mask(InRange(0x80, 0x8A));
        var upTo9F = Mask(InRange(0x80, 0x9F));
        var fromA0 = Mask(InRange(0xA0, 0xAF));
        var fromB0 = Mask(InRange(0xB0, 0xBF));
        // What must not follow: U+0380 to U+038F, U+0600 to U+061F, U+064B to U+067F, U+4DC0 to U+4DFF, U+A000 to U+ABFF and what lies
        // behind U+D77F; of E0, all but U+0900 to U+097F without its marks for other languages.
        wrong |= behindGreek & Mask(InRange(0x80, 0x8F));
        wrong |= (Mask(Equal(0xD8)) << 1) & upTo9F;
        wrong |= (Mask(Equal(0xD9)) << 1) & ~upTo8A;
        wrong |= (Mask(Equal(0xE4)) << 1) & Mask(Equal(0xB7));
        wrong |= (Mask(Equal(0xEA)) << 1) & (upTo9F | fromA0);
        wrong |= (Mask(Equal(0xED)) << 1) & Mask(InRange(0x9E, 0xBF));
        var first = (indic << 1) & Mask(Equal(0xA4));
        var second = (indic << 1) & Mask(Equal(0xA5));
        wrong |= (indic << 1) ^ (first | second);
        wrong |= ((first << 1) & Mask(Equal(0xBC))) | ((second << 1) & Mask(InRange(0x91, 0x9F)));

        var upper = Mask(InRange((byte)'A', (byte)'Z'));
        var lower = Mask(InRange((byte)'a', (byte)'z'));
        var isCased = (upper | lower | cased) != 0;
        var behindRussian = Mask(Equal(0xD0)) << 1;
        upper |= (Mask(Equal(0xC3)) << 1) & Mask(InRange(0x80, 0x9E) & ~Equal(0x97));
        upper |= (behindGreek & Mask(InRange(0x91, 0xA1))) | (behindRussian & (upTo9F | fromA0));
        lower |= (behindGreek & Mask(InRange(0xB1, 0xBF))) | (behindRussian & fromB0);
        lower |= (Mask(Equal(0xD1)) << 1) & upTo9F;
        isOfBothCasesOrNone = ((upper != 0) & (lower != 0)) | !isCased;
        return wrong == 0;
    }

    /// <summary>True when all bytes are U+0021 to U+007E but for one of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsVisibleAscii(byte except) => Mask(InRange((byte)'!', (byte)'~') & ~Equal(except)) == valid;

    /// <summary>True when the value has either byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ContainsAny(byte first, byte second) => Mask(Equal(first) | Equal(second)) != 0;

    /// <summary>Bits of what is no part of a line, or no character, given its lead bytes of two bytes and of three.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    uint WrongInLine(uint ofTwo, uint ofThree)
    {
        var printable = Mask(InRange((byte)' ', (byte)'~'));
        var following = Mask(InRange(0x80, 0xBF));
        var space = Mask(Equal((byte)' '));
        var leads = ofTwo | ofThree;
        return (valid ^ (printable | leads | following))
            | (following ^ ((leads << 1) | (ofThree << 2)))
            // Moving the spaces up by one, with a space before the first byte and behind the last, makes edges runs.
            | (space & ((space << 1) | 1 | ~(valid >> 1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    uint Mask(Vector256<byte> found) => found.ExtractMostSignificantBits() & valid;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<byte> Equal(byte value) => Vector256.Equals(bytes, Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector256<byte> InRange(byte first, byte last) =>
        Vector256.LessThanOrEqual(bytes - Vector256.Create(first), Vector256.Create((byte)(last - first)));
}
