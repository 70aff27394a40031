namespace Etl.Text.Csv;

/// <summary>
/// Reads delimited text one byte class at a time: the specification of the cutter and the tokenizer, and the body that runs
/// where vectors cannot (irregular blocks, delimiters of several bytes, backslash escapes). Not thread-safe: one per worker.
/// </summary>
/// <remarks>
/// <para>
/// A record is fields separated by the delimiter, up to LF, CRLF, a lone CR or the end. A field whose first byte is the quote is
/// <em>tried</em> as quoted: the content runs to the first quote that is neither doubled nor escaped, then spaces and tabs, then
/// a delimiter, a line end or the end must follow. When that fails, or when the end comes first, the opening quote is stray: the
/// field is read again as unquoted, its record is flagged, and the record's other fields are read as usual.
/// </para>
/// <para>
/// Content that is longer than <see cref="CsvSyntax.QuotedBytesMax"/> or holds more than <see cref="CsvSyntax.QuotedLinesMax"/> line
/// breaks is long. It is read only where all of this holds, else its quote is stray: the file has two columns or more; the lines
/// inside are no records (<see cref="CsvLongQuote"/>); the field is closed; the rest of the record, read in the same way, has no stray
/// quote, at most <see cref="LongFieldsMax"/> long fields, and gives the record exactly the file's number of fields; and all of this
/// is decided within <see cref="CsvSyntax.RecordBytesMax"/> from the record's start.
/// </para>
/// <para>
/// Why a block that is cut at a record's end gives the same records as the whole text: what is decided about a quote depends on
/// the bytes up to the end of its record as it would be if the quote were none. If the quote does open a field, that record is in
/// the block. If it does not, the block may end before; then the end comes first or the same is found, and the quote is stray, too.
/// </para>
/// <para>
/// Why this is linear, although a failed try reads bytes twice: call the longest run of adjacent quotes around a position its
/// quote run. A try that starts at an even run ends inside that run (opening quote, pairs, closing quote), but for the spaces
/// behind it. A try that starts at an odd run goes on to the next odd run at most, because pairs eat even runs whole and the last
/// quote of an odd run closes. So two tries that both start at odd runs never read the same byte but at their common border,
/// and each byte is read at most three times: by one long try, by the short try of its own run, and as unquoted text. (An escaped
/// quote follows a backslash, so it is not at a field's start and starts no try.) <see cref="ExaminedByteCount"/> lets a test
/// count it. A try that becomes long reads its bytes once more, and each byte of the rest of a record is read for at most
/// <see cref="LongFieldsMax"/> long fields before it. The limits bound what must be buffered.
/// </para>
/// </remarks>
public sealed class CsvLexer
{
    /// <summary>The end of a field or record cannot be told before more bytes are read.</summary>
    internal const int Undecided = -1;

    /// <summary>The opening quote is text.</summary>
    internal const int Stray = -2;

    /// <summary>The content is longer than a quoted field usually is.</summary>
    const int TooLong = -3;

    /// <summary>Long fields of one record: more are no contact, and each has all behind it read once more.</summary>
    const int LongFieldsMax = 8;

    readonly CsvSyntax syntax;
    readonly CsvLongQuote longQuote;
    readonly byte[] delimiter;
    readonly byte quote;
    readonly byte escape;
    long examinedByteCount;

    /// <summary>Makes a lexer for a grammar.</summary>
    /// <exception cref="ArgumentException">The grammar contradicts itself, see the message.</exception>
    public CsvLexer(CsvSyntax syntax)
    {
        CsvSyntaxCheck.ThrowIfInvalid(syntax);
        this.syntax = syntax;
        longQuote = new CsvLongQuote(syntax);
        delimiter = syntax.Delimiter;
        quote = syntax.Quote;
        escape = syntax.Escape == CsvEscape.Backslash ? (byte)'\\' : quote;
    }

    /// <summary>Bytes looked at since this lexer was made, those read twice counted twice.</summary>
    public long ExaminedByteCount => examinedByteCount + longQuote.ExaminedByteCount;

    /// <summary>Reads all records of <paramref name="block"/>, which ends where a record ends, into <paramref name="rows"/>.</summary>
    public void Tokenize(ReadOnlySpan<byte> block, CsvRows rows)
    {
        rows.Clear(delimiter.Length);
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
        var hasStrayQuote = false;
        var fieldIndex = rows?.FieldCount ?? 0;
        var position = start;
        for (var number = 1; ; number++)
        {
            var end = ReadField(buffer, position, isEndOfInput, new Place(start, number), ref hasStrayQuote);
            if (end == Undecided)
            {
                return Undecided;
            }
            rows?.AddField(end, StartsWithQuote(buffer, position));
            if (end < buffer.Length && !IsLineEnd(buffer[end]))
            {
                position = end + delimiter.Length;
                continue;
            }
            var next = end == buffer.Length ? end : SkipLineEnd(buffer, end, isEndOfInput);
            if (next != Undecided)
            {
                rows?.AddRow(new CsvRow(start, next - start, fieldIndex, rows.FieldCount - fieldIndex, hasStrayQuote));
            }
            return next;
        }
    }

    /// <summary>Returns the index of the delimiter, line end or end behind the field, or <see cref="Undecided"/>.</summary>
    int ReadField(ReadOnlySpan<byte> buffer, int start, bool isEndOfInput, Place place, ref bool hasStrayQuote)
    {
        if (!StartsWithQuote(buffer, start))
        {
            return ReadUnquoted(buffer, start, isEndOfInput);
        }
        var end = ReadQuoted(buffer, start + 1, isEndOfInput);
        if (end == TooLong)
        {
            end = ReadLong(buffer, start + 1, isEndOfInput, place);
        }
        if (end != Stray)
        {
            return end;
        }
        hasStrayQuote = true;
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
                examinedByteCount += position - start;
                return isEndOfInput ? position : Undecided;
            }
            if (IsLineEnd(buffer[position]) || StartsWithDelimiter(buffer[position..]))
            {
                examinedByteCount += position + 1 - start;
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
                examinedByteCount += windowEnd - start;
                return isWholeWindow ? TooLong
                    : isEndOfInput ? Stray
                    : Undecided;
            }
            var special = buffer[position];
            if (IsLineEnd(special))
            {
                var isSecondOfPair = special == '\n' && position > start && buffer[position - 1] == '\r';
                lineBreakCount += isSecondOfPair ? 0 : 1;
                if (lineBreakCount > syntax.QuotedLinesMax)
                {
                    examinedByteCount += position - start;
                    return TooLong;
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
                examinedByteCount += position - start;
                return ReadBehindQuote(buffer, position + 1, isEndOfInput);
            }
            // A doubled or escaped quote or an escaped backslash is two bytes; a backslash before anything else is text.
            position += next == quote || next == escape ? 2 : 1;
        }
    }

    /// <summary>Reads a long field again, with what proves it; <paramref name="start"/> is behind the opening quote.</summary>
    int ReadLong(ReadOnlySpan<byte> buffer, int start, bool isEndOfInput, Place place)
    {
        if (syntax.ColumnCount < 2)
        {
            return Stray;
        }
        var windowEnd = (long)place.RecordStart + syntax.RecordBytesMax;
        var end = ReadLongContent(buffer, start, windowEnd, isEndOfInput);
        if (end < 0)
        {
            return end;
        }
        var longCount = 1;
        var position = end;
        for (var count = place.FieldNumber; position >= 0; count++)
        {
            if (position == buffer.Length || IsLineEnd(buffer[position]))
            {
                return count == syntax.ColumnCount ? end : Stray;
            }
            if (count == syntax.ColumnCount || position >= windowEnd)
            {
                return Stray;
            }
            position = ReadBehindLong(buffer, position + delimiter.Length, windowEnd, isEndOfInput, ref longCount);
        }
        return position;
    }

    int ReadLongContent(ReadOnlySpan<byte> buffer, int start, long windowEnd, bool isEndOfInput)
    {
        var end = longQuote.FindEnd(buffer, start, windowEnd, isEndOfInput);
        return end < 0 ? end : ReadBehindQuote(buffer, end, isEndOfInput);
    }

    /// <summary>Reads a field behind a long one, without asking what is behind that again.</summary>
    int ReadBehindLong(ReadOnlySpan<byte> buffer, int start, long windowEnd, bool isEndOfInput, ref int longCount)
    {
        if (!StartsWithQuote(buffer, start))
        {
            return ReadUnquoted(buffer, start, isEndOfInput);
        }
        var end = ReadQuoted(buffer, start + 1, isEndOfInput);
        if (end != TooLong)
        {
            return end;
        }
        longCount++;
        return longCount > LongFieldsMax ? Stray : ReadLongContent(buffer, start + 1, windowEnd, isEndOfInput);
    }

    bool StartsWithQuote(ReadOnlySpan<byte> buffer, int start) =>
        quote != 0 && start < buffer.Length && buffer[start] == quote;

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
        examinedByteCount += position + 1 - start;
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

    /// <summary>Where a field stands: the index of its record's first byte, and which of the record's fields it is, from 1 on.</summary>
    readonly record struct Place(int RecordStart, int FieldNumber);
}
