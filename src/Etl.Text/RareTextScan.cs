using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Etl.Text;

/// <summary>
/// Asks all that is asked about the bytes of a whole block in one pass: whether they are UTF-8, whether <see cref="Mojibake"/> may be in
/// them, and whether characters for private use are.
/// </summary>
/// <remarks>
/// <para>
/// The halves of bytes that <see cref="Utf8Validator"/> takes apart anyhow are asked for the second thing, too. Where UTF-8 was read in
/// another encoding, a character that is a continuation byte there stands right behind one beyond ASCII. Three more tables know such characters by their first
/// byte and the upper half of their second, one bit for each kind of pair; a fourth passes over two letters of Greek among Greek.
/// That is true of few real texts but not of damage alone, so <see cref="MisreadPages"/> looks at the chunk again. A test holds the tables
/// against the encodings.
/// </para>
/// <para>Characters for private use begin with bytes from EE on; a chunk that holds one is looked at by <see cref="PrivateUse"/>.</para>
/// </remarks>
static class RareTextScan
{
    /// <summary>Bytes between two questions whether all are ASCII. Of 64 names of the world hold that as often as not, which no processor foresees.</summary>
    const int ChunkLength = 128;
    const int VectorLength = 32;

    /// <summary>Bytes that a character that was misread may stand before or behind the byte that told of it: four characters of four bytes.</summary>
    const int Reach = 16;

    const byte C8 = 1 << 0; // a lead of C0 to CF, a second byte of 80 to 8F
    const byte C9 = 1 << 1;
    const byte CAB = 1 << 2; // second bytes of A0 to BF
    const byte Greek = 1 << 3; // omega and pi, of Mac Roman, in which no Greek letter is a lead
    const byte D8 = 1 << 4;
    const byte D9 = 1 << 5;
    const byte DAB = 1 << 6;
    const byte E2 = 1 << 7; // any second byte
    const byte AnyC = C8 | C9 | CAB;
    const byte AnyD = D8 | D9 | DAB;
    const byte Any = 0xFF;

    static ReadOnlySpan<byte> UpperOfLead => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, AnyC | Greek, AnyD, E2, 0];

    static ReadOnlySpan<byte> LowerOfLead =>
        [D8, D9, AnyC | D9 | E2, AnyC, C8 | CAB, AnyC, C9, 0, D8 | D9, DAB, AnyD, C8 | C9, 0, 0, C8 | Greek, Greek];

    static ReadOnlySpan<byte> UpperOfNext =>
        [
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            C8 | Greek | D8 | E2,
            C9 | D9 | E2,
            CAB | Greek | DAB | E2,
            CAB | DAB | E2,
            0,
            0,
            0,
            0,
        ];

    // Greek letters begin with CE or CF; the byte before the last of any other character that may stand there has another lower half.
    static ReadOnlySpan<byte> LowerOfLeadBefore =>
        [Any, Any, Any, Any, Any, Any, Any, Any, Any, Any, Any, Any, Any, Any, Any & ~Greek, Any & ~Greek];

    /// <summary>What a text holds; of what is ill-formed nothing else is known. Where the processor lacks the vectors, nothing but that is told.</summary>
    public static RareText Find(ReadOnlySpan<byte> text)
    {
        if (!Utf8Validator.IsAccelerated)
        {
            return Utf8Validator.IsValid(text) ? RareText.Any & ~RareText.IllFormed : RareText.Any;
        }
        return FindVector(text);
    }

    /// <summary>One question after the other: the specification.</summary>
    internal static RareText FindScalar(ReadOnlySpan<byte> text) =>
        Utf8Validator.IsValid(text)
            ? (Mojibake.MayHold(text) ? RareText.Misread : 0) | (PrivateUse.IndexIn(text) < 0 ? 0 : RareText.PrivateUse)
            : RareText.Any;

    [SkipLocalsInit]
    static RareText FindVector(ReadOnlySpan<byte> text)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        Span<byte> tail = stackalloc byte[ChunkLength];
        var found = RareText.None;
        var (errors, before, open) = (Vector256<byte>.Zero, Vector256<byte>.Zero, Vector256<byte>.Zero);
        for (var index = 0; index <= text.Length; index += ChunkLength)
        {
            ref var chunk = ref text.Length - index >= ChunkLength
                ? ref Unsafe.Add(ref start, index)
                : ref Tail(text[index..], tail);
            var first = Vector256.LoadUnsafe(ref chunk);
            var second = Vector256.LoadUnsafe(ref chunk, VectorLength);
            var third = Vector256.LoadUnsafe(ref chunk, 2 * VectorLength);
            var fourth = Vector256.LoadUnsafe(ref chunk, 3 * VectorLength);
            if ((first | second | third | fourth).ExtractMostSignificantBits() == 0)
            {
                errors |= open;
                open = default;
                continue;
            }
            var ofFirst = Look(first, before, ref errors);
            var ofSecond = Look(second, first, ref errors);
            var ofThird = Look(third, second, ref errors);
            var ofFourth = Look(fourth, third, ref errors);
            before = fourth;
            open = Utf8Validator.OpenAtEnd(fourth);
            if ((ofFirst | ofSecond | ofThird | ofFourth).ExtractMostSignificantBits() != 0)
            {
                found |= FindIn(text, index, Bits(ofFirst, ofSecond), Bits(ofThird, ofFourth));
            }
        }
        return errors == Vector256<byte>.Zero ? found : RareText.Any;
    }

    // Zeros behind the end are ASCII: a character that is cut off by the end is one that lacks its rest.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static ref byte Tail(ReadOnlySpan<byte> bytes, Span<byte> tail)
    {
        tail.Clear();
        bytes.CopyTo(tail);
        return ref MemoryMarshal.GetReference(tail);
    }

    /// <summary>The highest bit is set in each byte that rare text may be at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<byte> Look(Vector256<byte> bytes, Vector256<byte> before, ref Vector256<byte> errors)
    {
        var joint = Avx2.Permute2x128(before, bytes, 0x21);
        var oneBefore = Avx2.AlignRight(bytes, joint, 15);
        var twoBefore = Avx2.AlignRight(bytes, joint, 14);
        var threeBefore = Avx2.AlignRight(bytes, joint, 13);
        errors |= Utf8Validator.ErrorsIn(bytes, oneBefore, twoBefore, threeBefore);
        var pairs =
            Avx2.Shuffle(Utf8Validator.Table(UpperOfLead), Utf8Validator.Upper(oneBefore))
            & Avx2.Shuffle(Utf8Validator.Table(LowerOfLead), oneBefore & Vector256.Create((byte)0x0F))
            & Avx2.Shuffle(Utf8Validator.Table(UpperOfNext), Utf8Validator.Upper(bytes))
            & Avx2.Shuffle(Utf8Validator.Table(LowerOfLeadBefore), threeBefore & Vector256.Create((byte)0x0F));
        var misread = Vector256.AndNot(twoBefore, Vector256.Equals(pairs, Vector256<byte>.Zero));
        var high = Vector256.GreaterThan(bytes.AsSByte(), Vector256.Create(unchecked((sbyte)0xED))).AsByte() & bytes;
        return misread | high;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Bits(Vector256<byte> lower, Vector256<byte> upper) =>
        lower.ExtractMostSignificantBits() | ((ulong)upper.ExtractMostSignificantBits() << VectorLength);

    /// <summary>What there is around the bytes of the chunk at <paramref name="index"/> that it may be at: one bit or more of two masks for its halves.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static RareText FindIn(ReadOnlySpan<byte> text, int index, ulong lower, ulong upper)
    {
        const int half = 2 * VectorLength;
        var first = index + (lower != 0 ? 0 : half) + BitOperations.TrailingZeroCount(lower != 0 ? lower : upper);
        var last = index + (upper != 0 ? half : 0) + BitOperations.Log2(upper != 0 ? upper : lower);
        var start = Math.Max(0, first - Reach);
        while (start < first && (text[start] & 0xC0) == 0x80)
        {
            start++;
        }
        var part = text[start..Math.Min(text.Length, last + 1 + Reach)];
        return (Mojibake.MayHold(part) ? RareText.Misread : 0)
            | (PrivateUse.IndexIn(part) < 0 ? 0 : RareText.PrivateUse);
    }
}
