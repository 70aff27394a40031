namespace Etl.Text.Csv;

/// <summary>Refuses grammars that contradict themselves, once, where a lexer, cutter, tokenizer or writer is made.</summary>
static class CsvSyntaxCheck
{
    public static void ThrowIfInvalid(CsvSyntax syntax)
    {
        ArgumentNullException.ThrowIfNull(syntax);
        var isBadDelimiter =
            syntax.Delimiter.Length == 0
            || syntax.Delimiter.AsSpan().IndexOfAny((byte)'\r', (byte)'\n') >= 0
            || (syntax.Quote != 0 && syntax.Delimiter.Contains(syntax.Quote))
            || (syntax.Escape == CsvEscape.Backslash && syntax.Delimiter.Contains((byte)'\\'));
        if (isBadDelimiter)
        {
            throw new ArgumentException(
                "The delimiter must be at least one byte and hold neither line ends nor the quote nor the escape.",
                nameof(syntax)
            );
        }
        if (syntax.Quote is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t' or >= 0x80)
        {
            throw new ArgumentException("The quote must be a visible ASCII byte, or 0 for none.", nameof(syntax));
        }
        if (syntax.Escape == CsvEscape.Backslash && syntax.Quote == '\\')
        {
            throw new ArgumentException("The quote and the escape cannot both be the backslash.", nameof(syntax));
        }
        ArgumentOutOfRangeException.ThrowIfNegative(syntax.QuotedBytesMax, nameof(syntax));
        ArgumentOutOfRangeException.ThrowIfNegative(syntax.QuotedLinesMax, nameof(syntax));
    }
}
