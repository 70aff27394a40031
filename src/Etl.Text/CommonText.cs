using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Etl.Text;

/// <summary>
/// What <see cref="ShortText.IsCommonLine"/> asks of a register of text in all common scripts, by tables: a byte's two halves, and those of the byte before
/// it, look up what may be wrong with them or which case they have, and what all halves allow is so. For processors that look up 16 bytes at once.
/// </summary>
/// <remarks>
/// Layout: a table has 16 entries, twice, one for each value of a half; an entry's bits are answers, which stand beside the tables.
/// </remarks>
static class CommonText
{
    /// <summary>The answers of a byte alone that say that the byte is in no common line.</summary>
    const byte Wrong = 0x1F;

    /// <summary>The answers of a byte alone that say A to Z.</summary>
    const byte Upper = 0x60;

    /// <summary>The answers of two bytes on case that say a capital; the others say a small letter.</summary>
    const byte UpperPair = 0x1F;

    /// <summary>The answer of two bytes that says a following byte behind another.</summary>
    const byte SecondFollowing = 0x80;

    /// <summary>True on processors that have the instructions.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    // 01: a control character, or a lead of four bytes and more. 02: 7F. 04, 08, 10: a lead C0 to C2, CC, CD; D2 to D7, DA to DF; E1 to E3, EE, EF.
    // 20: A to O. 40: P to Z.
    static Vector256<byte> ByUpper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Twice(1, 1, 0, 0, 0x20, 0x40, 0, 2, 0, 0, 0, 0, 4, 8, 0x10, 1);
    }

    static Vector256<byte> ByLower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Twice(0x45, 0x75, 0x7D, 0x79, 0x69, 0x69, 0x69, 0x69, 0x61, 0x61, 0x69, 0x29, 0x2D, 0x2D, 0x39, 0x3B);
    }

    // 01: no following byte behind a lead. 02: one behind ASCII. 80: one behind another. 04: U+0200 to U+020F, U+0380 to U+038F, U+0600 to U+060F.
    // 08: U+0610 to U+061F and U+0650 to U+065F. 10: U+0660 to U+067F. 20: U+064B to U+064F. 40: U+4DC0 to U+4DFF.
    static Vector256<byte> StructureByUpperBefore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Twice(2, 2, 2, 2, 2, 2, 2, 2, 0x80, 0x80, 0x80, 0x80, 0x05, 0x3D, 0x41, 0x01);
    }

    static Vector256<byte> StructureByLowerBefore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Twice(0x83, 0x83, 0x83, 0x83, 0xC3, 0x83, 0x83, 0x83, 0x8F, 0xBB, 0x83, 0x83, 0x83, 0x83, 0x87, 0x83);
    }

    static Vector256<byte> StructureByUpper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Twice(1, 1, 1, 1, 1, 1, 1, 1, 0xA6, 0x8A, 0x92, 0xD2, 1, 1, 1, 1);
    }

    static Vector256<byte> StructureByLower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Twice(0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0xDF, 0x9F, 0x9F, 0x9F, 0xBF, 0xBF, 0xBF, 0xBF, 0xBF);
    }

    // 01: U+A000 to U+ABFF. 02: U+D800 to U+DFFF. 04: U+D780 to U+D7FF. 08: U+0000 to U+07FF in three bytes and U+0C00 to U+0FFF. 10: U+0800 to
    // U+0BFF but for U+0900 to U+097F. 20: A4 BC, and 40: A5 91 to A5 9F, which are marks behind E0, and seldom stand behind another lead.
    static Vector256<byte> RareByUpperBefore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Twice(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x60, 0, 0, 0, 0x1F, 0);
    }

    static Vector256<byte> RareByLowerBefore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Twice(0x18, 0, 0, 0, 0x20, 0x40, 0, 0, 0, 0, 0x01, 0, 0, 0x06, 0, 0);
    }

    static Vector256<byte> RareByUpper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Twice(0, 0, 0, 0, 0, 0, 0, 0, 0x09, 0x4D, 0x13, 0x2A, 0, 0, 0, 0);
    }

    static Vector256<byte> RareByLower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Twice(0x1B, 0x5B, 0x5B, 0x5B, 0x4B, 0x4B, 0x5B, 0x5B, 0x5B, 0x5B, 0x5B, 0x5B, 0x7B, 0x5B, 0x5F, 0x5F);
    }

    // Capitals: 01, 02: À to Þ. 04, 08: Α to Ρ. 10: Ѐ to Я. Small letters: 20: α to ο. 40: а to п. 80: р to џ.
    static Vector256<byte> CaseByUpperBefore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Twice(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x2F, 0xD0, 0, 0);
    }

    static Vector256<byte> CaseByLowerBefore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Twice(0x50, 0x80, 0, 0x03, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x2C, 0);
    }

    static Vector256<byte> CaseByUpper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Twice(0, 0, 0, 0, 0, 0, 0, 0, 0x91, 0x96, 0x18, 0x60, 0, 0, 0, 0);
    }

    static Vector256<byte> CaseByLower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Twice(0xDB, 0xFF, 0xF7, 0xF7, 0xF7, 0xF7, 0xF7, 0xF5, 0xF7, 0xF7, 0xF7, 0xF7, 0xF7, 0xF7, 0xF7, 0xF5);
    }

    /// <summary>True for text of U+0020 to U+007E and characters of the common blocks, whatever its spaces.</summary>
    /// <param name="text">The text with characters behind its end that are no following bytes and have no case: at least one.</param>
    /// <param name="isOfBothCasesOrNone">See <see cref="ShortText.IsCommonLine"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsCommon(Vector256<byte> text, out bool isOfBothCasesOrNone)
    {
        var half = Vector256.Create((byte)0x0F);
        var upper = (text.AsUInt16() >> 4).AsByte() & half;
        var lower = text & half;
        var moved = MovedUp(upper);
        var upperBefore = Avx2.AlignRight(upper, moved, 15);
        var lowerBefore = Avx2.AlignRight(lower, MovedUp(lower), 15);
        var isThird = Vector256.Equals(Avx2.AlignRight(upper, moved, 14), Vector256.Create((byte)0x0E));

        var ofByte = Avx2.Shuffle(ByUpper, upper) & Avx2.Shuffle(ByLower, lower);
        var ofStructure =
            Avx2.Shuffle(StructureByUpperBefore, upperBefore)
            & Avx2.Shuffle(StructureByLowerBefore, lowerBefore)
            & Avx2.Shuffle(StructureByUpper, upper)
            & Avx2.Shuffle(StructureByLower, lower);
        var ofRare =
            Avx2.Shuffle(RareByUpperBefore, upperBefore)
            & Avx2.Shuffle(RareByLowerBefore, lowerBefore)
            & Avx2.Shuffle(RareByUpper, upper)
            & Avx2.Shuffle(RareByLower, lower);
        var wrong =
            (ofByte & Vector256.Create(Wrong)) | (ofStructure ^ (isThird & Vector256.Create(SecondFollowing))) | ofRare;

        var ofCase =
            Avx2.Shuffle(CaseByUpperBefore, upperBefore)
            & Avx2.Shuffle(CaseByLowerBefore, lowerBefore)
            & Avx2.Shuffle(CaseByUpper, upper)
            & Avx2.Shuffle(CaseByLower, lower);
        var capital = (ofByte & Vector256.Create(Upper)) | (ofCase & Vector256.Create(UpperPair));
        var small = InRange(text, (byte)'a', (byte)'z') | Vector256.AndNot(ofCase, Vector256.Create(UpperPair));
        var cased = capital | small | InRange(text, 0xC3, 0xD1);
        isOfBothCasesOrNone = (!IsZero(capital) & !IsZero(small)) | IsZero(cased);
        return IsZero(wrong);
    }

    /// <summary>The first 16 bytes as the second ones, with zeros before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> MovedUp(Vector256<byte> bytes) => Avx2.Permute2x128(bytes, bytes, 0x08);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsZero(Vector256<byte> bytes) => Avx.TestZ(bytes, bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> InRange(Vector256<byte> bytes, byte first, byte last) =>
        Vector256.LessThanOrEqual(bytes - Vector256.Create(first), Vector256.Create((byte)(last - first)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> Twice(
        byte e0,
        byte e1,
        byte e2,
        byte e3,
        byte e4,
        byte e5,
        byte e6,
        byte e7,
        byte e8,
        byte e9,
        byte e10,
        byte e11,
        byte e12,
        byte e13,
        byte e14,
        byte e15
    ) =>
        Vector256.Create(
            e0,
            e1,
            e2,
            e3,
            e4,
            e5,
            e6,
            e7,
            e8,
            e9,
            e10,
            e11,
            e12,
            e13,
            e14,
            e15,
            e0,
            e1,
            e2,
            e3,
            e4,
            e5,
            e6,
            e7,
            e8,
            e9,
            e10,
            e11,
            e12,
            e13,
            e14,
            e15
        );
}
