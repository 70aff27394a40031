using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.Unicode;

namespace Etl.Text;

/// <summary>
/// Whether bytes are well-formed UTF-8, 64 at a time. A text in which a letter in a hundred is not ASCII costs what ASCII costs; the
/// runtime's validator, which is the specification, goes back to single characters there.
/// </summary>
/// <remarks>
/// Lookup algorithm of J. Keiser and D. Lemire, Validating UTF-8 in less than one instruction per byte, Software: Practice and
/// Experience 51 (2021), sections 6.1 to 6.4: three tables, asked with the upper and the lower half of the byte before and the upper
/// half of this byte, have one bit for each way in which two bytes can be wrong; what remains is whether third and fourth bytes stand
/// where they must.
/// </remarks>
static class Utf8Validator
{
    const int ChunkLength = 64;
    const int VectorLength = 32;

    const byte TooShort = 1 << 0; // a lead byte, or one behind ASCII, that no continuation follows
    const byte TooLong = 1 << 1; // ASCII before a continuation
    const byte Overlong3 = 1 << 2;
    const byte TooLarge = 1 << 3; // above U+10FFFF, second byte 90 to BF
    const byte Surrogate = 1 << 4;
    const byte Overlong2 = 1 << 5;
    const byte TooLarge1000 = 1 << 6; // above U+10FFFF, lead byte F5 to FF
    const byte Overlong4 = 1 << 6;
    const byte TwoContinuations = 1 << 7;
    const byte AnyLow = TooShort | TooLong | TwoContinuations;

    static ReadOnlySpan<byte> UpperOfFirst =>
        [
            TooLong,
            TooLong,
            TooLong,
            TooLong,
            TooLong,
            TooLong,
            TooLong,
            TooLong,
            TwoContinuations,
            TwoContinuations,
            TwoContinuations,
            TwoContinuations,
            TooShort | Overlong2,
            TooShort,
            TooShort | Overlong3 | Surrogate,
            TooShort | TooLarge | TooLarge1000 | Overlong4,
        ];

    static ReadOnlySpan<byte> LowerOfFirst =>
        [
            AnyLow | Overlong3 | Overlong2 | Overlong4,
            AnyLow | Overlong2,
            AnyLow,
            AnyLow,
            AnyLow | TooLarge,
            AnyLow | TooLarge | TooLarge1000,
            AnyLow | TooLarge | TooLarge1000,
            AnyLow | TooLarge | TooLarge1000,
            AnyLow | TooLarge | TooLarge1000,
            AnyLow | TooLarge | TooLarge1000,
            AnyLow | TooLarge | TooLarge1000,
            AnyLow | TooLarge | TooLarge1000,
            AnyLow | TooLarge | TooLarge1000,
            AnyLow | TooLarge | TooLarge1000 | Surrogate,
            AnyLow | TooLarge | TooLarge1000,
            AnyLow | TooLarge | TooLarge1000,
        ];

    static ReadOnlySpan<byte> UpperOfSecond =>
        [
            TooShort,
            TooShort,
            TooShort,
            TooShort,
            TooShort,
            TooShort,
            TooShort,
            TooShort,
            TooLong | Overlong2 | TwoContinuations | Overlong3 | TooLarge1000 | Overlong4,
            TooLong | Overlong2 | TwoContinuations | Overlong3 | TooLarge,
            TooLong | Overlong2 | TwoContinuations | Surrogate | TooLarge,
            TooLong | Overlong2 | TwoContinuations | Surrogate | TooLarge,
            TooShort,
            TooShort,
            TooShort,
            TooShort,
        ];

    /// <summary>True when the processor can run the vector form.</summary>
    public static bool IsAccelerated => Avx2.IsSupported;

    /// <summary>True when <paramref name="bytes"/> is well-formed UTF-8.</summary>
    public static bool IsValid(ReadOnlySpan<byte> bytes) =>
        IsAccelerated && bytes.Length >= ChunkLength ? IsValidVector(bytes) : Utf8.IsValid(bytes);

    /// <summary>The vector form, for any length; the processor must have it.</summary>
    [SkipLocalsInit]
    internal static bool IsValidVector(ReadOnlySpan<byte> bytes)
    {
        ref var start = ref MemoryMarshal.GetReference(bytes);
        var whole = bytes.Length & -ChunkLength;
        var state = new Found();
        for (var index = 0; index < whole; index += ChunkLength)
        {
            state.Add(ref Unsafe.Add(ref start, index));
        }
        // Zeros behind the end are ASCII: a character that is cut off by the end is one that lacks its rest.
        Span<byte> tail = stackalloc byte[ChunkLength];
        tail.Clear();
        bytes[whole..].CopyTo(tail);
        state.Add(ref MemoryMarshal.GetReference(tail));
        return state.Errors == Vector256<byte>.Zero;
    }

    /// <summary>What was found up to a chunk, and what the next one must know.</summary>
    struct Found
    {
        /// <summary>Not zero as soon as something is wrong.</summary>
        public Vector256<byte> Errors;

        /// <summary>The last vector that is not ASCII alone.</summary>
        Vector256<byte> before;

        /// <summary>Not zero when the last vector ends within a character.</summary>
        Vector256<byte> open;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ref byte chunk)
        {
            var first = Vector256.LoadUnsafe(ref chunk);
            var second = Vector256.LoadUnsafe(ref chunk, VectorLength);
            if ((first | second).ExtractMostSignificantBits() == 0)
            {
                Errors |= open;
                open = default;
                return;
            }
            Check(first, before);
            Check(second, first);
            before = second;
            open = OpenAtEnd(second);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Check(Vector256<byte> bytes, Vector256<byte> previous)
        {
            var joint = Avx2.Permute2x128(previous, bytes, 0x21);
            Errors |= ErrorsIn(
                bytes,
                Avx2.AlignRight(bytes, joint, 15),
                Avx2.AlignRight(bytes, joint, 14),
                Avx2.AlignRight(bytes, joint, 13)
            );
        }
    }

    /// <summary>Not zero where two to four bytes are wrong together; AVX2.</summary>
    /// <param name="bytes">Bytes to check.</param>
    /// <param name="oneBefore">For each byte the one before it.</param>
    /// <param name="twoBefore">For each byte the second one before it.</param>
    /// <param name="threeBefore">For each byte the third one before it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<byte> ErrorsIn(
        Vector256<byte> bytes,
        Vector256<byte> oneBefore,
        Vector256<byte> twoBefore,
        Vector256<byte> threeBefore
    )
    {
        var pairs =
            Avx2.Shuffle(Table(UpperOfFirst), Upper(oneBefore))
            & Avx2.Shuffle(Table(LowerOfFirst), oneBefore & Vector256.Create((byte)0x0F))
            & Avx2.Shuffle(Table(UpperOfSecond), Upper(bytes));
        // Two bytes behind E0 to FF, or three behind F0 to FF, must stand a second continuation, and only there.
        var third = Avx2.SubtractSaturate(twoBefore, Vector256.Create((byte)(0xE0 - 0x80)));
        var fourth = Avx2.SubtractSaturate(threeBefore, Vector256.Create((byte)(0xF0 - 0x80)));
        return ((third | fourth) & Vector256.Create(TwoContinuations)) ^ pairs;
    }

    /// <summary>Not zero when the 32 bytes end within a character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<byte> OpenAtEnd(Vector256<byte> bytes) => Avx2.SubtractSaturate(bytes, LargestAtEnd);

    /// <summary>The upper half of each byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<byte> Upper(Vector256<byte> bytes) =>
        (bytes.AsUInt16() >>> 4).AsByte() & Vector256.Create((byte)0x0F);

    /// <summary>A table of 16 bytes as a shuffle asks it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<byte> Table(ReadOnlySpan<byte> table)
    {
        var half = Vector128.LoadUnsafe(in MemoryMarshal.GetReference(table));
        return Vector256.Create(half, half);
    }

    // The last byte may be no lead byte, the one before it none of three or four bytes, the one before that none of four.
    static Vector256<byte> LargestAtEnd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0xBFDF_EFFF_FFFF_FFFF).AsByte();
    }
}
