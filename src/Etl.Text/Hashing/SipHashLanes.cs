using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Etl.Text.Hashing;

/// <summary>Four hashes side by side, a text in each lane of a vector; <see cref="SipHash128.Compute"/> is the specification.</summary>
/// <remarks>
/// One hash is a chain of operations that wait for each other, so four of them take hardly longer than one. The words that all four texts have are
/// taken in together; then a lane whose text has ended keeps its state while the others go on. A text's last word is loaded whole and what
/// lies behind the text is masked off, so the buffer must go on for <see cref="WordLength"/> bytes.
/// </remarks>
static class SipHashLanes
{
    /// <summary>Texts that are hashed at once.</summary>
    public const int Count = 4;

    const int WordLength = sizeof(ulong);
    const int WordLengthLog2 = 3;
    const int WordBits = 64;

    /// <summary>True on processors that have the instructions.</summary>
    public static bool IsSupported => Avx2.IsSupported && BitConverter.IsLittleEndian;

    /// <summary>Hashes four texts of a buffer; false, with nothing done, when one of them lies too near to its end.</summary>
    /// <param name="initial">The hash's four initial words.</param>
    /// <param name="buffer">What the texts lie in.</param>
    /// <param name="texts">Four texts.</param>
    /// <param name="hashes">Takes their hashes.</param>
    public static bool TryCompute(
        (ulong, ulong, ulong, ulong) initial,
        ReadOnlySpan<byte> buffer,
        ReadOnlySpan<FieldSpan> texts,
        Span<UInt128> hashes
    )
    {
        var (first, second, third, fourth) = (texts[0], texts[1], texts[2], texts[3]);
        var end = Math.Max(Math.Max(first.End, second.End), Math.Max(third.End, fourth.End));
        if (end > buffer.Length - WordLength)
        {
            return false;
        }
        ref var start = ref MemoryMarshal.GetReference(buffer);
        var lengths = Vector256.Create(first.Length, second.Length, third.Length, (long)fourth.Length);
        var counts = lengths >>> WordLengthLog2;
        var common =
            Math.Min(Math.Min(first.Length, second.Length), Math.Min(third.Length, fourth.Length)) / WordLength;
        var most = Math.Max(Math.Max(first.Length, second.Length), Math.Max(third.Length, fourth.Length)) / WordLength;
        var v0 = Vector256.Create(initial.Item1);
        var v1 = Vector256.Create(initial.Item2);
        var v2 = Vector256.Create(initial.Item3);
        var v3 = Vector256.Create(initial.Item4);
        var at = 0;
        for (; at < common; at++)
        {
            TakeIn(Words(ref start, first, second, third, fourth, at), ref v0, ref v1, ref v2, ref v3);
        }
        // Bits of the last words that belong to their texts, and the lengths that stand above them.
        var tailBits = (lengths & Vector256.Create((long)(WordLength - 1))) << WordLengthLog2;
        var tails = Avx2.ShiftLeftLogicalVariable(Vector256<ulong>.One, tailBits.AsUInt64()) - Vector256<ulong>.One;
        var marks = lengths.AsUInt64() << (WordBits - WordLength);
        for (; at <= most; at++)
        {
            var word = WordsUpToLast(ref start, first, second, third, fourth, at);
            var place = Vector256.Create((long)at);
            var isWhole = Vector256.GreaterThan(counts, place).AsUInt64();
            var isOver = Vector256.GreaterThan(place, counts).AsUInt64();
            word = (word & (isWhole | tails)) | Vector256.AndNot(marks, isWhole);
            var (before0, before1, before2, before3) = (v0, v1, v2, v3);
            TakeIn(word, ref v0, ref v1, ref v2, ref v3);
            v0 = Vector256.ConditionalSelect(isOver, before0, v0);
            v1 = Vector256.ConditionalSelect(isOver, before1, v1);
            v2 = Vector256.ConditionalSelect(isOver, before2, v2);
            v3 = Vector256.ConditionalSelect(isOver, before3, v3);
        }
        v2 ^= Vector256.Create(0xEEul);
        FourRounds(ref v0, ref v1, ref v2, ref v3);
        var lower = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= Vector256.Create(0xDDul);
        FourRounds(ref v0, ref v1, ref v2, ref v3);
        Write(lower, v0 ^ v1 ^ v2 ^ v3, hashes);
        return true;
    }

    static void Write(Vector256<ulong> lower, Vector256<ulong> upper, Span<UInt128> hashes)
    {
        for (var lane = 0; lane < Count; lane++)
        {
            hashes[lane] = new UInt128(upper[lane], lower[lane]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<ulong> Words(
        ref byte start,
        FieldSpan first,
        FieldSpan second,
        FieldSpan third,
        FieldSpan fourth,
        int at
    ) =>
        Vector256.Create(
            Word(ref start, first, at),
            Word(ref start, second, at),
            Word(ref start, third, at),
            Word(ref start, fourth, at)
        );

    // A text that has ended gives its last word again.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<ulong> WordsUpToLast(
        ref byte start,
        FieldSpan first,
        FieldSpan second,
        FieldSpan third,
        FieldSpan fourth,
        int at
    ) =>
        Vector256.Create(
            Word(ref start, first, Math.Min(at, first.Length / WordLength)),
            Word(ref start, second, Math.Min(at, second.Length / WordLength)),
            Word(ref start, third, Math.Min(at, third.Length / WordLength)),
            Word(ref start, fourth, Math.Min(at, fourth.Length / WordLength))
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Word(ref byte start, FieldSpan text, int at) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, text.Offset + WordLength * at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void TakeIn(
        Vector256<ulong> word,
        ref Vector256<ulong> v0,
        ref Vector256<ulong> v1,
        ref Vector256<ulong> v2,
        ref Vector256<ulong> v3
    )
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void FourRounds(
        ref Vector256<ulong> v0,
        ref Vector256<ulong> v1,
        ref Vector256<ulong> v2,
        ref Vector256<ulong> v3
    )
    {
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Round(
        ref Vector256<ulong> v0,
        ref Vector256<ulong> v1,
        ref Vector256<ulong> v2,
        ref Vector256<ulong> v3
    )
    {
        v0 += v1;
        v1 = RotateLeft(v1, 13) ^ v0;
        v0 = SwapHalves(v0);
        v2 += v3;
        v3 = RotateLeft16(v3) ^ v2;
        v0 += v3;
        v3 = RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = RotateLeft(v1, 17) ^ v2;
        v2 = SwapHalves(v2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<ulong> RotateLeft(Vector256<ulong> value, int bits) =>
        (value << bits) | (value >>> (WordBits - bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<ulong> RotateLeft16(Vector256<ulong> value)
    {
        var half = Vector128.Create((byte)6, 7, 0, 1, 2, 3, 4, 5, 14, 15, 8, 9, 10, 11, 12, 13);
        return Avx2.Shuffle(value.AsByte(), Vector256.Create(half, half)).AsUInt64();
    }

    // A rotation by 32 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<ulong> SwapHalves(Vector256<ulong> value) =>
        Avx2.Shuffle(value.AsUInt32(), 0b10_11_00_01).AsUInt64();
}
