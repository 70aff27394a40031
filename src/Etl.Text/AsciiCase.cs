using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Text;

namespace Etl.Text;

/// <summary>Changes and compares the case of the letters A to Z; all other bytes, UTF-8 included, stay as they are.</summary>
public static class AsciiCase
{
    const int VectorLength = 16;

    /// <summary>
    /// Copies <paramref name="source"/> with A to Z lowered and returns its length, which the destination must have. Both may be the
    /// same memory, but must not overlap in part.
    /// </summary>
    public static int ToLower(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        destination = destination[..source.Length];
        if (source.Length < VectorLength)
        {
            ToLowerShort(source, destination);
            return source.Length;
        }
        // The last vector overlaps the one before it; lowering twice is lowering.
        var last = source.Length - VectorLength;
        for (var index = 0; index < last; index += VectorLength)
        {
            ToLower(Vector128.Create(source[index..])).CopyTo(destination[index..]);
        }
        ToLower(Vector128.Create(source[last..])).CopyTo(destination[last..]);
        return source.Length;
    }

    /// <summary>True when both are equal but for the case of A to Z. Bytes of 0x80 and above must be identical.</summary>
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }
        if (Ascii.IsValid(left))
        {
            return Ascii.EqualsIgnoreCase(left, right);
        }
        for (var index = 0; index < left.Length; index++)
        {
            if (ToLower(left[index]) != ToLower(right[index]))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Up to 15 bytes, by two words that overlap.</summary>
    static void ToLowerShort(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (source.Length >= sizeof(ulong))
        {
            var last = source.Length - sizeof(ulong);
            var upper = ToLower(BinaryPrimitives.ReadUInt64LittleEndian(source[last..]));
            BinaryPrimitives.WriteUInt64LittleEndian(
                destination,
                ToLower(BinaryPrimitives.ReadUInt64LittleEndian(source))
            );
            BinaryPrimitives.WriteUInt64LittleEndian(destination[last..], upper);
            return;
        }
        for (var index = 0; index < source.Length; index++)
        {
            destination[index] = ToLower(source[index]);
        }
    }

    /// <summary>Eight bytes at once: sums of seven-bit values carry into the eighth bit where a bound is passed.</summary>
    static ulong ToLower(ulong value)
    {
        const ulong Ones = 0x0101_0101_0101_0101;
        var low = value & (0x7F * Ones);
        var isAboveZ = low + ((0x7F - 'Z') * Ones);
        var isFromA = low + ((0x80 - 'A') * Ones);
        var isUpper = (isFromA ^ isAboveZ) & ~value & (0x80 * Ones);
        return value | (isUpper >> 2);
    }

    /// <summary>32 is the distance from A to a; a subtraction that wraps makes one compare of the range.</summary>
    static Vector128<byte> ToLower(Vector128<byte> value)
    {
        var isUpper = Vector128.LessThanOrEqual(
            value - Vector128.Create((byte)'A'),
            Vector128.Create((byte)('Z' - 'A'))
        );
        return value | (isUpper & Vector128.Create((byte)0x20));
    }

    static byte ToLower(byte value) => (byte)((uint)(value - 'A') <= 'Z' - 'A' ? value | 0x20 : value);
}
