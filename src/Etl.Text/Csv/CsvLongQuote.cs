namespace Etl.Text.Csv;

/// <summary>
/// Reads the content of a quoted field that is longer than any address or signature, and holds its lines against the file's
/// width: a note of a thousand lines is one value, a quote that ran away over a thousand records is none.
/// </summary>
/// <remarks>
/// <para>
/// What a quote ran away over are records, so its lines have as many fields as the header; the lines of a text hardly ever do.
/// From the limits of <see cref="CsvSyntax"/> on, and at the closing quote, the whole lines inside that are not blank are judged:
/// where at least half of them have exactly <see cref="CsvSyntax.ColumnCount"/> fields, the quote is stray. The pieces before the
/// first line end and behind the last are parts of lines and say nothing. Inside the content all quotes are in pairs, so no
/// delimiter there is quoted by anything but the opening quote, and counting delimiters is counting fields.
/// </para>
/// <para>
/// The judgement depends on the bytes from the opening quote to where it is made, and on nothing behind. So a block that ends
/// inside the content reads the quote as stray, which it is, or no record could end there.
/// </para>
/// </remarks>
sealed class CsvLongQuote(CsvSyntax syntax)
{
    readonly byte[] delimiter = syntax.Delimiter;
    readonly byte quote = syntax.Quote;
    readonly byte escape = syntax.Escape == CsvEscape.Backslash ? (byte)'\\' : syntax.Quote;

    // The lines that ended inside the content, blank ones left out, and how many of them have the file's width.
    int lineBreakCount;
    int lineCount;
    int recordCount;

    /// <summary>Bytes looked at since this was made.</summary>
    public long ExaminedByteCount { get; private set; }

    /// <summary>
    /// Index behind the closing quote, <see cref="CsvLexer.Undecided"/> when it may lie behind the buffer, or
    /// <see cref="CsvLexer.Stray"/>.
    /// </summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="start">Index behind the opening quote.</param>
    /// <param name="windowEnd">The closing quote lies before this index, or the field is too long.</param>
    /// <param name="isEndOfInput">True when nothing follows the buffer.</param>
    public int FindEnd(ReadOnlySpan<byte> buffer, int start, long windowEnd, bool isEndOfInput)
    {
        (lineBreakCount, lineCount, recordCount) = (0, 0, 0);
        var end = (int)Math.Min(buffer.Length, windowEnd);
        var isCut = end == buffer.Length && !isEndOfInput;
        var position = start;
        var (lineStart, delimiterCount) = (start, 0);
        while (position < end)
        {
            var found = buffer[position..end].IndexOfAny([quote, escape, (byte)'\r', (byte)'\n', delimiter[0]]);
            if (found < 0)
            {
                break;
            }
            position += found;
            var special = buffer[position];
            if (special is (byte)'\n' or (byte)'\r')
            {
                EndLine(buffer, start, lineStart, position, delimiterCount);
                if (IsBeyondLimits(position - start) && IsRunaway)
                {
                    return Done(CsvLexer.Stray, position - start);
                }
                position++;
                (lineStart, delimiterCount) = (position, 0);
                continue;
            }
            if (special == delimiter[0])
            {
                var isWhole = buffer[position..].StartsWith(delimiter);
                delimiterCount += isWhole ? 1 : 0;
                position += isWhole ? delimiter.Length : 1;
                continue;
            }
            if (position + 1 == buffer.Length && !isEndOfInput)
            {
                return Done(CsvLexer.Undecided, position - start);
            }
            var next = position + 1 < buffer.Length ? buffer[position + 1] : (byte)0;
            if (special == quote && next != quote)
            {
                return Done(IsRunaway ? CsvLexer.Stray : position + 1, position - start);
            }
            position += next == quote || next == escape ? 2 : 1;
        }
        return Done(isCut ? CsvLexer.Undecided : CsvLexer.Stray, end - start);
    }

    bool IsRunaway => recordCount > 0 && recordCount * 2L >= lineCount;

    bool IsBeyondLimits(int length) => lineBreakCount > syntax.QuotedLinesMax || length > syntax.QuotedBytesMax;

    void EndLine(ReadOnlySpan<byte> buffer, int start, int lineStart, int position, int delimiterCount)
    {
        var isSecondOfPair = buffer[position] == '\n' && position > start && buffer[position - 1] == '\r';
        lineBreakCount += isSecondOfPair ? 0 : 1;
        if (lineStart == start || lineStart == position)
        {
            return;
        }
        lineCount++;
        recordCount += delimiterCount + 1 == syntax.ColumnCount ? 1 : 0;
    }

    int Done(int result, int length)
    {
        ExaminedByteCount += length;
        return result;
    }
}
