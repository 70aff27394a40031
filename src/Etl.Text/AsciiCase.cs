using System.Text;

namespace Etl.Text;

/// <summary>Changes and compares the case of the letters A to Z; all other bytes, UTF-8 included, stay as they are.</summary>
public static class AsciiCase
{
    /// <summary>Copies <paramref name="source"/> with A to Z lowered; returns its length, which the destination must have.</summary>
    public static int ToLower(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        // 32 is the distance from 'A' to 'a'. The compiler-made vector loop of a plain one is not there yet, so this is by hand.
        _ = destination[..source.Length];
        for (var index = 0; index < source.Length; index++)
        {
            var value = source[index];
            destination[index] = (byte)((uint)(value - 'A') <= 'Z' - 'A' ? value | 0x20 : value);
        }
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

    static byte ToLower(byte value) => (byte)((uint)(value - 'A') <= 'Z' - 'A' ? value | 0x20 : value);
}
