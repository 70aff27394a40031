using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Etl.Text.Masks;

namespace Etl.Text;

/// <summary>A code in one register, with what a <see cref="CodeForm"/> asks of its bytes: which are digits, and which capitals.</summary>
public readonly ref struct CodeText
{
    CodeText(Vector128<byte> bytes, int length)
    {
        Bytes = bytes;
        Length = length;
        Places = (1u << length) - 1;
        Digits = InRange(bytes, (byte)'0', (byte)'9');
        Capitals = InRange(bytes, (byte)'A', (byte)'Z');
    }

    /// <summary>Bytes of the code.</summary>
    public int Length { get; }

    /// <summary>True when all bytes are digits and letters of ASCII.</summary>
    public bool IsAlphanumeric
    {
        get
        {
            var smallOnes = InRange(Bytes, (byte)'a', (byte)'z');
            return ((Digits | Capitals | smallOnes).ExtractMostSignificantBits() & Places) == Places;
        }
    }

    internal Vector128<byte> Bytes { get; }

    internal Vector128<byte> Digits { get; }

    internal Vector128<byte> Capitals { get; }

    /// <summary>A bit for each byte of the code, and none where it has none.</summary>
    internal uint Places { get; }

    /// <summary>Loads a field of a buffer; false when it is empty or too long for any form, or fewer than 16 bytes are left in the buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryLoad(ReadOnlySpan<byte> buffer, FieldSpan field, out CodeText text)
    {
        if (
            (uint)(field.Length - 1) >= CodeForm.LengthMax
            || (uint)field.Offset + (ulong)Vector128<byte>.Count > (uint)buffer.Length
        )
        {
            text = default;
            return false;
        }
        text = new CodeText(
            Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(buffer), (nuint)field.Offset),
            field.Length
        );
        return true;
    }

    /// <summary>Loads a value; false when it is empty or too long for any form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryLoad(ReadOnlySpan<byte> value, out CodeText text)
    {
        if ((uint)(value.Length - 1) >= CodeForm.LengthMax)
        {
            text = default;
            return false;
        }
        text = new CodeText(SafeLoad.Load16(value), value.Length);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<byte> InRange(Vector128<byte> bytes, byte first, byte last) =>
        Vector128.LessThanOrEqual(bytes - Vector128.Create(first), Vector128.Create((byte)(last - first)));
}
