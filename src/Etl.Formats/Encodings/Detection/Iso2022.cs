namespace Etl.Formats.Encodings.Detection;

/// <summary>
/// Recognises ISO-2022-JP (RFC 1468), which is written in plain ASCII: an escape sequence says that pairs of bytes follow, and another one ends them.
/// </summary>
static class Iso2022
{
    /// <summary>Its name.</summary>
    public const string Japanese = "iso-2022-jp";

    const int PairLength = 2;

    /// <summary>True when the text holds a whole run of such pairs. Other text does not: terminals and printers have other escape sequences.</summary>
    public static bool IsJapanese(ReadOnlySpan<byte> text)
    {
        const byte escape = 0x1B;
        while (text.IndexOf(escape) is var start and >= 0)
        {
            text = text[(start + 1)..];
            if (!text.StartsWith("$B"u8) && !text.StartsWith("$@"u8))
            {
                continue;
            }
            var run = text[PairLength..];
            var length = run.IndexOfAnyExceptInRange((byte)'!', (byte)'~');
            if (length > 0 && length % PairLength == 0 && IsEnd(run[length..]))
            {
                return true;
            }
        }
        return false;
    }

    // Back to ASCII, or on to half-width kana or another set of pairs.
    static bool IsEnd(ReadOnlySpan<byte> text) => text.StartsWith("\u001B("u8) || text.StartsWith("\u001B$"u8);
}
