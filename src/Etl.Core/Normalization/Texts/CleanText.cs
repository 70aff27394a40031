using System.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>The quick questions: does the text need any cleaning at all?</summary>
static class CleanText
{
    /// <summary>True when the one-line text rules would change nothing. <paramref name="value"/> is not empty.</summary>
    public static bool IsCleanLine(ReadOnlySpan<byte> value)
    {
        // Spreadsheet marks are looked at by the slow path.
        if (value[0] is (byte)' ' or (byte)'#' or (byte)'=' or (byte)'\'' || value[^1] == ' ')
        {
            return false;
        }
        if (value.IndexOf("  "u8) >= 0)
        {
            return false;
        }
        var first = value.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E);
        return first < 0 || (value[first] >= 0x80 && IsPlainFrom(value[first..], allowLineFeed: false));
    }

    /// <summary>True when the rules for text of several lines would change nothing.</summary>
    public static bool IsCleanLines(ReadOnlySpan<byte> value)
    {
        if (value[0] is <= (byte)' ' or (byte)'#' || value[^1] <= ' ')
        {
            return false;
        }
        var first = value.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E);
        return first < 0 || IsPlainFrom(value[first..], allowLineFeed: true);
    }

    /// <summary>True when the rules for identifiers would change nothing: no white space at the ends, no NUL.</summary>
    public static bool IsCleanIdentifier(ReadOnlySpan<byte> value)
    {
        const byte firstAscii = 0x21;
        const byte lastAscii = 0x7E;
        return value[0] is >= firstAscii and <= lastAscii
            && value[^1] is >= firstAscii and <= lastAscii
            && !value.Contains((byte)0);
    }

    static bool IsPlainFrom(ReadOnlySpan<byte> rest, bool allowLineFeed)
    {
        while (!rest.IsEmpty)
        {
            var lead = rest[0];
            var count = 1;
            if (lead < 0x80)
            {
                var isPlain = lead is >= 0x20 and < 0x7F || (allowLineFeed && lead is (byte)'\n' or (byte)'\t');
                if (!isPlain)
                {
                    return false;
                }
            }
            else
            {
                Rune.DecodeFromUtf8(rest, out var rune, out count);
                if (CharacterClasses.Of(rune) != CharacterClass.Plain)
                {
                    return false;
                }
            }
            rest = rest[count..];
        }
        return true;
    }
}
