using Etl.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>The quick questions: does the text need any cleaning at all?</summary>
static class CleanText
{
    /// <summary>True when the one-line text rules would change nothing. <paramref name="value"/> is not empty.</summary>
    public static bool IsCleanLine(ReadOnlySpan<byte> value) =>
        // Spreadsheet marks are looked at by the slow path.
        value[0] is not ((byte)'#' or (byte)'=' or (byte)'\'')
        && PlainText.IsLine(value, CharacterClasses.Plain);

    /// <summary>True when the rules for text of several lines would change nothing.</summary>
    public static bool IsCleanLines(ReadOnlySpan<byte> value) =>
        value[0] is not (<= (byte)' ' or (byte)'#')
        && value[^1] > ' '
        && PlainText.IsLines(value, CharacterClasses.Plain);

    /// <summary>True when the rules for identifiers would change nothing: no white space at the ends, no NUL.</summary>
    public static bool IsCleanIdentifier(ReadOnlySpan<byte> value)
    {
        const byte firstAscii = 0x21;
        const byte lastAscii = 0x7E;
        return value[0] is >= firstAscii and <= lastAscii
            && value[^1] is >= firstAscii and <= lastAscii
            && !value.Contains((byte)0);
    }
}
