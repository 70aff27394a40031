using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Etl.Text.Masks;

namespace Etl.Text;

/// <summary>Copies the digits of a phone number 16 bytes at a time; <see cref="Digits.CopyNumberScalar"/> is the specification.</summary>
/// <remarks>
/// Most numbers are one load. A byte's two halves look up the kinds that it may be, and a kind that both halves allow is its kind. The mask
/// of the digits is at once the mask by which PEXT moves them together, eight bytes at a time; it is slow on AMD's processors before Zen 3, as fast
/// as the scalar twin. Two stores of eight bytes follow each other, the second over what the first has too much.
/// </remarks>
static class NumberDigits
{
    const int Step = 16;
    const int Half = Step / 2;
    const byte DigitKind = 4;
    const byte MarkKind = 0x10;

    /// <summary>True on processors that have the instructions.</summary>
    public static bool IsSupported => Bmi2.X64.IsSupported && Ssse3.IsSupported;

    // Tab, punctuation, digits, brackets, and the marks ( and /: a bit for each, which the lower and the upper half of a byte must both allow.
    static Vector128<byte> KindsByLower =>
        Vector128.Create((byte)6, 4, 4, 4, 4, 4, 4, 4, 0x14, 7, 0, 8, 0, 0xA, 2, MarkKind);

    static Vector128<byte> KindsByUpper => Vector128.Create((byte)1, 0, 0x12, 4, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Does what <see cref="Digits.CopyNumber"/> says; the destination has <see cref="Digits.NumberRoom"/> more bytes than the source.</summary>
    public static int Copy(ReadOnlySpan<byte> source, Span<byte> destination, out NumberText text)
    {
        ref var target = ref MemoryMarshal.GetReference(destination[..(source.Length + Digits.NumberRoom)]);
        return source.Length <= Step ? CopyStep(source, ref target, out text) : CopySteps(source, ref target, out text);
    }

    static int CopySteps(ReadOnlySpan<byte> source, ref byte target, out NumberText text)
    {
        var count = 0;
        text = NumberText.None;
        while (!source.IsEmpty)
        {
            var step = source[..Math.Min(source.Length, Step)];
            count += CopyStep(step, ref Unsafe.Add(ref target, count), out var kinds);
            text |= kinds;
            source = source[step.Length..];
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int CopyStep(ReadOnlySpan<byte> source, ref byte target, out NumberText text)
    {
        var bytes = SafeLoad.Load16(source);
        var isWithin = Vector128.LessThan(Vector128<sbyte>.Indices, Vector128.Create((sbyte)source.Length)).AsByte();
        var kinds =
            Ssse3.Shuffle(KindsByLower, bytes & Vector128.Create((byte)0x8F))
            & Ssse3.Shuffle(KindsByUpper, (bytes.AsUInt16() >> 4).AsByte() & Vector128.Create((byte)0x0F));
        var isDigit = Vector128.Equals(kinds, Vector128.Create(DigitKind)) & isWithin;
        var isOther = Vector128.Equals(kinds, Vector128<byte>.Zero) & isWithin;
        var count = CopyHalf(bytes, isDigit, 0, ref target);
        count += CopyHalf(bytes, isDigit, 1, ref Unsafe.Add(ref target, count));
        var isMark = Vector128.Equals(kinds, Vector128.Create(MarkKind)) & isWithin;
        text =
            (count == 0 ? NumberText.None : NumberText.Digit)
            | (isOther == Vector128<byte>.Zero ? NumberText.None : NumberText.Other)
            | ((isDigit | isOther | isMark) == isWithin ? NumberText.None : NumberText.Separator);
        if (isMark != Vector128<byte>.Zero)
        {
            text |= Marks(bytes & isMark);
        }
        return count;
    }

    static NumberText Marks(Vector128<byte> marks) =>
        (Vector128.EqualsAny(marks, Vector128.Create((byte)'(')) ? NumberText.Parenthesis : NumberText.None)
        | (Vector128.EqualsAny(marks, Vector128.Create((byte)'/')) ? NumberText.Slash : NumberText.None);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int CopyHalf(Vector128<byte> bytes, Vector128<byte> isDigit, int half, ref byte target)
    {
        var mask = isDigit.AsUInt64().GetElement(half);
        Unsafe.WriteUnaligned(ref target, Bmi2.X64.ParallelBitExtract(bytes.AsUInt64().GetElement(half), mask));
        return BitOperations.PopCount(mask) / Half;
    }
}
