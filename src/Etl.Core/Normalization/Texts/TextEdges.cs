using System.Buffers;
using System.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>Finds the white space (ASCII's and Unicode's) at the ends of a value.</summary>
static class TextEdges
{
    /// <summary>The part of <paramref name="value"/> between its outer white space, and where that starts.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value, out int offset)
    {
        var trimmed = TrimEnd(value);
        var start = 0;
        while (start < trimmed.Length && WhiteSpaceAtStart(trimmed[start..]) is var count and > 0)
        {
            start += count;
        }
        offset = start;
        return trimmed[start..];
    }

    /// <summary>The part of <paramref name="value"/> before the white space at its end.</summary>
    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> value)
    {
        var end = value.Length;
        while (end > 0 && WhiteSpaceAtEnd(value[..end]) is var count and > 0)
        {
            end -= count;
        }
        return value[..end];
    }

    static int WhiteSpaceAtStart(ReadOnlySpan<byte> value)
    {
        if (value[0] < 0x80)
        {
            return IsAsciiWhiteSpace(value[0]) ? 1 : 0;
        }
        var status = Rune.DecodeFromUtf8(value, out var rune, out var count);
        return status == OperationStatus.Done && CharacterClasses.IsWhiteSpace(rune) ? count : 0;
    }

    static int WhiteSpaceAtEnd(ReadOnlySpan<byte> value)
    {
        if (value[^1] < 0x80)
        {
            return IsAsciiWhiteSpace(value[^1]) ? 1 : 0;
        }
        var status = Rune.DecodeLastFromUtf8(value, out var rune, out var count);
        return status == OperationStatus.Done && CharacterClasses.IsWhiteSpace(rune) ? count : 0;
    }

    static bool IsAsciiWhiteSpace(byte value) => value is (byte)' ' or (>= 0x09 and <= 0x0D);
}
