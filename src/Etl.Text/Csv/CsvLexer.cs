namespace Etl.Text.Csv;

/// <summary>
/// Reads delimited text one byte class at a time: the specification of the cutter and the tokenizer, and the body that runs
/// where vectors cannot (irregular blocks, delimiters of several bytes, backslash escapes). Not thread-safe: one per worker.
/// </summary>
/// <remarks>
/// <para>
/// A record is fields separated by the delimiter, up to LF, CRLF, a lone CR or the end. A field whose first byte is the quote is
/// <em>tried</em> as quoted: the content runs to the first quote that is neither doubled nor escaped, then spaces and tabs, then
/// a delimiter, a line end or the end must follow. When that fails, when the content is longer than
/// <see cref="CsvSyntax.QuotedBytesMax"/> or holds more than <see cref="CsvSyntax.QuotedLinesMax"/> line breaks, or when the end
/// comes first, the opening quote is stray: the field is read again as unquoted, its record is flagged, and the record's other
/// fields are read as usual.
/// </para>
/// <para>
/// Why this is linear, although a failed try reads bytes twice: call the longest run of adjacent quotes around a position its
/// quote run. A try that starts at an even run ends inside that run (opening quote, pairs, closing quote), but for the spaces
/// behind it. A try that starts at an odd run goes on to the next odd run at most, because pairs eat even runs whole and the last
/// quote of an odd run closes. So two tries that both start at odd runs never read the same byte but at their common border,
/// and each byte is read at most three times: by one long try, by the short try of its own run, and as unquoted text. (An escaped
/// quote follows a backslash, so it is not at a field's start and starts no try.) <see cref="ExaminedByteCount"/> lets a test
/// count it. The limits bound what must be buffered; they are not needed for the time.
/// </para>
/// </remarks>
public sealed class CsvLexer
{
    /// <summary>The end of a field or record cannot be told before more bytes are read.</summary>
    const int Undecided = -1;

    /// <summary>The opening quote is text.</summary>
    const int Stray = -2;

    readonly CsvSyntax syntax;
    readonly byte[] delimiter;
    readonly byte quote;
    readonly byte escape;

    /// <summary>Makes a lexer for a grammar.</summary>
    /// <exception cref="ArgumentException">The grammar contradicts itself, see the message.</exception>
    public CsvLexer(CsvSyntax syntax)
    {
        CsvSyntaxCheck.ThrowIfInvalid(syntax);
        this.syntax = syntax;
        delimiter = syntax.Delimiter;
        quote = syntax.Quote;
        escape = syntax.Escape == CsvEscape.Backslash ? (byte)'\\' : quote;
    }

    /// <summary>Bytes looked at since this lexer was made, those read twice counted twice.</summary>
    public long ExaminedByteCount { get; private set; }

    /// <summary>Reads all records of <paramref name="block"/>, which ends where a record ends, into <paramref name="rows"/>.</summary>
    public void Tokenize(ReadOnlySpan<byte> block, CsvRows rows)
    {
        rows.Clear();
        ReadRecords(block, 0, block.Length, isEndOfInput: true, rows);
        rows.LineCount = LineCounter.Count(block);
    }

    /// <summary>
    /// Index behind the last record of <paramref name="buffer"/> that is whole and decided, when the first one starts at
    /// <paramref name="start"/>.
    /// </summary>
    public int Cut(ReadOnlySpan<byte> buffer, int start, bool isEndOfInput) =>
        ReadRecords(buffer, start, buffer.Length, isEndOfInput, rows: null);

    /// <summary>
    /// Index behind the first record of <paramref name="rows"/>, which are whole records, that ends at or behind
    /// <paramref name="index"/>: where the first record at or behind it starts, or the end.
    /// </summary>
    public int StartBehind(ReadOnlySpan<byte> rows, int index) =>
        ReadRecords(rows, 0, index, isEndOfInput: true, rows: null);

    /// <summary>
    /// Reads the records that start from <paramref name="start"/> to before <paramref name="stop"/>; returns the index behind the
    /// last of them that is decided.
    /// </summary>
    internal int ReadRecords(ReadOnlySpan<byte> buffer, int start, int stop, bool isEndOfInput, CsvRows? rows)
    {
        var position = start;
        while (position < stop)
        {
            var end = ReadRecord(buffer, position, isEndOfInput, rows);
            if (end == Undecided)
            {
                break;
            }
            position = end;
        }
        return position;
    }

    /// <summary>Reads one record or blank line; returns the index behind its line end, or <see cref="Undecided"/>.</summary>
    int ReadRecord(ReadOnlySpan<byte> buffer, int start, bool isEndOfInput, CsvRows? rows)
    {
        if (IsLineEnd(buffer[start]))
        {
            var next = SkipLineEnd(buffer, start, isEndOfInput);
            if (rows != null && next != Undecided)
            {
                rows.BlankCount++;
            }
            return next;
        }
        var flags = CsvRowFlags.None;
        var fieldIndex = rows?.FieldCount ?? 0;
        var position = start;
        while (true)
        {
            var end = ReadField(buffer, position, isEndOfInput, ref flags);
            if (end == Undecided)
            {
                return Undecided;
            }
            rows?.AddField(position, end - position);
            if (end < buffer.Length && !IsLineEnd(buffer[end]))
            {
                position = end + delimiter.Length;
                continue;
            }
            var next = end == buffer.Length ? end : SkipLineEnd(buffer, end, isEndOfInput);
            if (next != Undecided)
            {
                rows?.AddRow(new CsvRow(start, next - start, fieldIndex, rows.FieldCount - fieldIndex, flags));
            }
            return next;
        }
    }

    /// <summary>Returns the index of the delimiter, line end or end behind the field, or <see cref="Undecided"/>.</summary>
    int ReadField(ReadOnlySpan<byte> buffer, int start, bool isEndOfInput, ref CsvRowFlags flags)
    {
        var isQuoted = quote != 0 && start < buffer.Length && buffer[start] == quote;
        if (!isQuoted)
        {
            return ReadUnquoted(buffer, start, isEndOfInput);
        }
        flags |= CsvRowFlags.HasQuoted;
        var end = ReadQuoted(buffer, start + 1, isEndOfInput);
        if (end != Stray)
        {
            return end;
        }
        flags |= CsvRowFlags.UnclosedQuote;
        return ReadUnquoted(buffer, start + 1, isEndOfInput);
    }

    int ReadUnquoted(ReadOnlySpan<byte> buffer, int start, bool isEndOfInput)
    {
        var position = start;
        while (true)
        {
            var found = buffer[position..].IndexOfAny(delimiter[0], (byte)'\r', (byte)'\n');
            position = found < 0 ? buffer.Length : position + found;
            if (position == buffer.Length)
            {
                ExaminedByteCount += position - start;
                return isEndOfInput ? position : Undecided;
            }
            if (IsLineEnd(buffer[position]) || StartsWithDelimiter(buffer[position..]))
            {
                ExaminedByteCount += position + 1 - start;
                return position;
            }
            position++;
        }
    }

    /// <summary>Reads content and closing quote; <paramref name="start"/> is behind the opening quote.</summary>
    int ReadQuoted(ReadOnlySpan<byte> buffer, int start, bool isEndOfInput)
    {
        // A closing quote is acceptable up to this index, exclusive: behind content of exactly the longest length.
        var windowEnd = (int)Math.Min(buffer.Length, (long)start + syntax.QuotedBytesMax + 1);
        var isWholeWindow = windowEnd - start == (long)syntax.QuotedBytesMax + 1;
        var lineBreakCount = 0;
        var position = start;
        while (true)
        {
            position = NextSpecial(buffer, position, windowEnd);
            if (position >= windowEnd)
            {
                ExaminedByteCount += windowEnd - start;
                return isWholeWindow || isEndOfInput ? Stray : Undecided;
            }
            var special = buffer[position];
            if (IsLineEnd(special))
            {
                var isSecondOfPair = special == '\n' && position > start && buffer[position - 1] == '\r';
                lineBreakCount += isSecondOfPair ? 0 : 1;
                if (lineBreakCount > syntax.QuotedLinesMax)
                {
                    ExaminedByteCount += position - start;
                    return Stray;
                }
                position++;
                continue;
            }
            if (position + 1 == buffer.Length && !isEndOfInput)
            {
                return Undecided;
            }
            var next = position + 1 < buffer.Length ? buffer[position + 1] : (byte)0;
            if (special == quote && next != quote)
            {
                ExaminedByteCount += position - start;
                return ReadBehindQuote(buffer, position + 1, isEndOfInput);
            }
            // A doubled or escaped quote or an escaped backslash is two bytes; a backslash before anything else is text.
            position += next == quote || next == escape ? 2 : 1;
        }
    }

    int NextSpecial(ReadOnlySpan<byte> buffer, int position, int windowEnd)
    {
        if (position >= windowEnd)
        {
            return windowEnd;
        }
        var found = buffer[position..windowEnd].IndexOfAny([quote, escape, (byte)'\r', (byte)'\n']);
        return found < 0 ? windowEnd : position + found;
    }

    /// <summary>Skips spaces and tabs behind a closing quote; what follows decides whether it did close the field.</summary>
    int ReadBehindQuote(ReadOnlySpan<byte> buffer, int start, bool isEndOfInput)
    {
        var position = start;
        while (
            position < buffer.Length
            && buffer[position] is (byte)' ' or (byte)'\t'
            && !StartsWithDelimiter(buffer[position..])
        )
        {
            position++;
        }
        ExaminedByteCount += position + 1 - start;
        if (position == buffer.Length)
        {
            return isEndOfInput ? position : Undecided;
        }
        if (IsLineEnd(buffer[position]) || StartsWithDelimiter(buffer[position..]))
        {
            return position;
        }
        var isPartOfDelimiter = delimiter.AsSpan().StartsWith(buffer[position..]);
        return isPartOfDelimiter && !isEndOfInput ? Undecided : Stray;
    }

    static int SkipLineEnd(ReadOnlySpan<byte> buffer, int position, bool isEndOfInput)
    {
        if (buffer[position] == '\n')
        {
            return position + 1;
        }
        if (position + 1 == buffer.Length)
        {
            return isEndOfInput ? position + 1 : Undecided;
        }
        return buffer[position + 1] == '\n' ? position + 2 : position + 1;
    }

    bool StartsWithDelimiter(ReadOnlySpan<byte> bytes) =>
        bytes[0] == delimiter[0] && (delimiter.Length == 1 || bytes.StartsWith(delimiter));

    static bool IsLineEnd(byte value) => value is (byte)'\n' or (byte)'\r';
}
