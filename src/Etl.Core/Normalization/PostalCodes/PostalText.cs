using System.Buffers;
using System.Text;

namespace Etl.Core.Normalization.PostalCodes;

/// <summary>Reads what people write as a postal code.</summary>
static class PostalText
{
    /// <summary>
    /// Writes the letters and digits of a value, in capitals and of half width, without spaces, hyphens, points, commas and Japan's
    /// postal mark; −1 when it holds anything else or too much.
    /// </summary>
    public static int Compact(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var count = 0;
        while (!value.IsEmpty)
        {
            if (char.IsAsciiLetterOrDigit((char)value[0]) && count < output.Length)
            {
                output[count++] = (byte)char.ToUpperInvariant((char)value[0]);
                value = value[1..];
                continue;
            }
            if (Rune.DecodeFromUtf8(value, out var rune, out var length) != OperationStatus.Done)
            {
                return -1;
            }
            value = value[length..];
            var character = HalfWidth(rune.Value);
            if (IsSeparator(character))
            {
                continue;
            }
            if (character > 'z' || !char.IsAsciiLetterOrDigit((char)character) || count == output.Length)
            {
                return -1;
            }
            output[count++] = (byte)char.ToUpperInvariant((char)character);
        }
        return count;
    }

    /// <summary>Length of the digits of a number that was written as a decimal fraction (<c>1234.0</c>); −1 for any other value.</summary>
    public static int LengthBeforeDecimals(ReadOnlySpan<byte> value)
    {
        var point = value.IndexOf((byte)'.');
        return
            point > 0
            && point < value.Length - 1
            && !value[(point + 1)..].ContainsAnyExcept((byte)'0')
            && !value[..point].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? point
            : -1;
    }

    // U+FF01 to U+FF5E are the printable characters of ASCII in full width.
    static int HalfWidth(int character) => character is >= 0xFF01 and <= 0xFF5E ? character - 0xFEE0 : character;

    // The hyphens, the minus, the long vowel mark that Japanese keyboards give for it, and 〒.
    static bool IsSeparator(int character) =>
        character
            is ' '
                or '-'
                or '.'
                or ','
                or 0x3000
                or (>= 0x2010 and <= 0x2015)
                or 0x2212
                or 0x30FC
                or 0x3012
                or 0x3036;
}
