using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Etl.Text;

/// <summary>
/// A phone number of up to 24 bytes that is nothing but digits, with spaces, hyphens, points and parentheses between them, and a + at most in front, which
/// is nearly every one. It is read without a branch: which signs stand where is chance in a column.
/// </summary>
/// <remarks>
/// The two halves of a byte look up whether it may stand in a number. The digits are moved together eight bytes at a time by PEXT, whose mask is the mask of
/// the digits; each store of eight bytes starts where the digits before it ended, over what that store has too much. Bit <c>i</c> of a mask stands for byte <c>i</c>.
/// </remarks>
public readonly struct PlainNumber
{
    /// <summary>Bytes of the longest number.</summary>
    public const int LengthMax = 24;

    /// <summary>Bytes that the room for digits has.</summary>
    public const int RoomLength = 32;

    const int Word = sizeof(ulong);

    PlainNumber(int count, bool hasPlus, bool isPlain)
    {
        Count = count;
        HasPlus = hasPlus;
        IsPlain = isPlain;
    }

    /// <summary>True on processors that have the instructions; others read no plain number.</summary>
    public static bool IsSupported => Avx2.IsSupported && Bmi2.X64.IsSupported;

    /// <summary>Number of digits.</summary>
    public int Count { get; }

    /// <summary>True when a + stands before the first digit.</summary>
    public bool HasPlus { get; }

    /// <summary>
    /// True when the value is as said above, ends in a digit or spaces behind one, has no 0 alone between parentheses, and does not end as a fraction of zeros
    /// (<c>.0</c> or <c>.00</c>). Otherwise nothing else that is said of it counts.
    /// </summary>
    public bool IsPlain { get; }

    // 1: a digit. 2: one of space ( ) - . only.
    static Vector256<byte> KindsByLower
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(Vector128.Create((byte)3, 1, 1, 1, 1, 1, 1, 1, 3, 3, 0, 0, 0, 2, 2, 0));
    }

    static Vector256<byte> KindsByUpper
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(Vector128.Create((byte)0, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    /// <summary>Reads a field of a buffer; false when it is empty or too long, or fewer than 32 bytes are left in the buffer, or <see cref="IsSupported"/> is not.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="field">The field.</param>
    /// <param name="digits">Gets the digits, and undefined bytes behind them: <see cref="RoomLength"/> bytes.</param>
    /// <param name="number">What was read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> buffer, FieldSpan field, Span<byte> digits, out PlainNumber number)
    {
        if (
            !IsSupported
            || (uint)(field.Length - 1) >= LengthMax
            || (uint)field.Offset + (ulong)Vector256<byte>.Count > (uint)buffer.Length
            || digits.Length < RoomLength
        )
        {
            number = default;
            return false;
        }
        var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(buffer), (nuint)field.Offset);
        number = Read(bytes, field.Length, ref MemoryMarshal.GetReference(digits));
        return true;
    }

    /// <summary>One byte at a time: the specification.</summary>
    internal static PlainNumber ReadScalar(ReadOnlySpan<byte> value, Span<byte> digits)
    {
        var text = value.Trim((byte)' ');
        var hasPlus = !text.IsEmpty && text[0] == '+';
        var rest = hasPlus ? text[1..] : text;
        var count = Digits.Copy(rest, digits);
        var isPlain =
            !rest.IsEmpty
            && char.IsAsciiDigit((char)rest[^1])
            && !rest.ContainsAnyExcept("0123456789 ()-."u8)
            && rest.IndexOf("(0)"u8) < 0
            && !rest.EndsWith(".0"u8)
            && !rest.EndsWith(".00"u8);
        return new PlainNumber(count, hasPlus, isPlain);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static PlainNumber Read(Vector256<byte> bytes, int length, ref byte digits)
    {
        var valid = (1u << length) - 1;
        var half = Vector256.Create((byte)0x0F);
        var kinds =
            Avx2.Shuffle(KindsByLower, bytes & half)
            & Avx2.Shuffle(KindsByUpper, (bytes.AsUInt16() >> 4).AsByte() & half);
        var isWithin = Vector256.LessThan(Vector256<sbyte>.Indices, Vector256.Create((sbyte)length)).AsByte();
        var isDigit = Vector256.Equals(kinds, Vector256.Create((byte)1)) & isWithin;
        var other = Vector256.Equals(kinds, Vector256<byte>.Zero).ExtractMostSignificantBits() & valid;
        var visible = valid & ~Places(bytes, (byte)' ');
        var first = visible & (0 - visible);
        var last = (uint)(1UL << 31 >> BitOperations.LeadingZeroCount(visible));
        var plus = Places(bytes, (byte)'+') & first;
        var wrong = (other ^ plus) | OddEnd(bytes, last) | (last & ~isDigit.ExtractMostSignificantBits());
        var count = CopyWord(bytes.AsUInt64()[0], isDigit.AsUInt64()[0], ref digits);
        count += CopyWord(bytes.AsUInt64()[1], isDigit.AsUInt64()[1], ref Unsafe.Add(ref digits, count));
        count += CopyWord(bytes.AsUInt64()[2], isDigit.AsUInt64()[2], ref Unsafe.Add(ref digits, count));
        return new PlainNumber(count, plus != 0, (wrong == 0) & (visible != 0));
    }

    /// <summary>Bits where a value has (0), or ends as a fraction of zeros; <paramref name="last"/> is the bit of its last byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint OddEnd(Vector256<byte> bytes, uint last)
    {
        var zero = Places(bytes, (byte)'0');
        var point = Places(bytes, (byte)'.');
        var single = (Places(bytes, (byte)'(') << 2) & (zero << 1) & Places(bytes, (byte)')');
        var fraction = zero & ((point << 1) | ((point << 2) & (zero << 1)));
        return (fraction & last) | (single & (last | (last - 1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint Places(Vector256<byte> bytes, byte value) =>
        Vector256.Equals(bytes, Vector256.Create(value)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int CopyWord(ulong bytes, ulong mask, ref byte target)
    {
        Unsafe.WriteUnaligned(ref target, Bmi2.X64.ParallelBitExtract(bytes, mask));
        return (int)((uint)BitOperations.PopCount(mask) / Word);
    }
}
