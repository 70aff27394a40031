namespace Etl.Text.Csv;

/// <summary>
/// Turns raw fields into values. Only for rows that are not flagged <see cref="CsvRow.HasStrayQuote"/>: a stray quote is
/// text, and the raw bytes are the value.
/// </summary>
public static class CsvUnescape
{
    /// <summary>
    /// True when the value can be had without copying: an unquoted field is its own value, and that of <c>"text"</c> lies between
    /// the quotes. False when <see cref="Unescape"/> is needed (inner quotes, escapes, or spaces behind the closing quote).
    /// </summary>
    /// <param name="buffer">The block that the field lies in.</param>
    /// <param name="raw">The raw field; its offset counts from the buffer's first byte.</param>
    /// <param name="syntax">The grammar that the field was read with.</param>
    /// <param name="value">The value's place in the same buffer.</param>
    public static bool TrySlice(ReadOnlySpan<byte> buffer, FieldSpan raw, CsvSyntax syntax, out FieldSpan value)
    {
        value = raw;
        if (raw.Length == 0 || buffer[raw.Offset] != syntax.Quote || syntax.Quote == 0)
        {
            return true;
        }
        if (raw.Length < 2 || buffer[raw.End - 1] != syntax.Quote)
        {
            return false;
        }
        value = new FieldSpan(raw.Offset + 1, raw.Length - 2);
        var inner = buffer.Slice(value.Offset, value.Length);
        return syntax.Escape == CsvEscape.Doubled
            ? !inner.Contains(syntax.Quote)
            : inner.IndexOfAny(syntax.Quote, (byte)'\\') < 0;
    }

    /// <summary>Writes the value of a raw field and returns its length in bytes.</summary>
    /// <param name="rawField">The field, quotes and escapes still on.</param>
    /// <param name="syntax">The grammar that the field was read with.</param>
    /// <param name="destination">At least as long as the raw field: values never grow.</param>
    public static int Unescape(ReadOnlySpan<byte> rawField, CsvSyntax syntax, Span<byte> destination)
    {
        var quote = syntax.Quote;
        if (rawField.Length == 0 || quote == 0 || rawField[0] != quote)
        {
            rawField.CopyTo(destination);
            return rawField.Length;
        }
        var escape = syntax.Escape == CsvEscape.Backslash ? (byte)'\\' : quote;
        var rest = rawField[1..];
        var written = 0;
        while (true)
        {
            var plain = rest.IndexOfAny(quote, escape);
            if (plain < 0)
            {
                rest.CopyTo(destination[written..]);
                return written + rest.Length;
            }
            rest[..plain].CopyTo(destination[written..]);
            written += plain;
            var special = rest[plain];
            var next = plain + 1 < rest.Length ? rest[plain + 1] : (byte)0;
            rest = rest[(plain + 1)..];
            var isPair = next == quote || (special != quote && next == escape);
            if (isPair && rest.Length > 0)
            {
                destination[written++] = next;
                rest = rest[1..];
            }
            else if (special == quote)
            {
                rest.CopyTo(destination[written..]);
                return written + rest.Length;
            }
            else
            {
                destination[written++] = special;
            }
        }
    }
}
