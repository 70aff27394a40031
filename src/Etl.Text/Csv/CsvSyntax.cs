namespace Etl.Text.Csv;

/// <summary>
/// The grammar of one delimited file: everything that the cutter and the tokenizer need to know. A record ends at LF, CRLF
/// or a lone CR outside quotes; a quoted field starts with the quote as its very first byte; a quote elsewhere is text, and
/// text between the closing quote and the delimiter is appended to the field (<c>"D" ,</c> is <c>D </c>).
/// </summary>
/// <remarks>
/// A quoted field that is not closed at the end of the input, or that is not closed within <see cref="QuotedBytesMax"/> bytes or
/// <see cref="QuotedLinesMax"/> line breaks and not proved to be a long one (<see cref="CsvLongQuote"/>), is runaway: its opening quote becomes text, its record is flagged
/// (<see cref="CsvRow.HasStrayQuote"/>), and reading goes on behind that record's line as if nothing had been open.
/// This is a function of the bytes alone: where blocks are cut never changes it.
/// </remarks>
public sealed record CsvSyntax
{
    /// <summary>64 KiB: Excel's longest cell is 32,767 characters, which is 64 KiB of two-byte text.</summary>
    public const int DefaultQuotedBytesMax = 64 * 1024;

    /// <summary>200 lines: longer than any address or signature, short enough that one stray quote costs little.</summary>
    public const int DefaultQuotedLinesMax = 200;

    /// <summary>The delimiter as UTF-8, one byte or several (a full-width comma is three). Default: comma.</summary>
    public byte[] Delimiter { get; init; } = [(byte)','];

    /// <summary>The quote byte, or 0 when the file knows no quotes. Default: <c>"</c>.</summary>
    public byte Quote { get; init; } = (byte)'"';

    /// <summary>How a quote is written inside a quoted field. Default: doubled.</summary>
    public CsvEscape Escape { get; init; } = CsvEscape.Doubled;

    /// <summary>16 MiB: the longest record that is no error.</summary>
    public const int DefaultRecordBytesMax = 16 << 20;

    /// <summary>Longest quoted field in bytes, quotes not counted, that needs no proof that its quote did not run away.</summary>
    public int QuotedBytesMax { get; init; } = DefaultQuotedBytesMax;

    /// <summary>Most line breaks inside one quoted field that needs no proof that its quote did not run away.</summary>
    public int QuotedLinesMax { get; init; } = DefaultQuotedLinesMax;

    /// <summary>
    /// Fields of a record, as the header has them: what a long quoted field is proved by. Default: 0, unknown, and then every longer
    /// field is runaway. So it is in a file of one column, where every line is a record.
    /// </summary>
    public int ColumnCount { get; init; }

    /// <summary>Longest record with a long quoted field, in bytes: how far is looked for its end.</summary>
    public int RecordBytesMax { get; init; } = DefaultRecordBytesMax;

    /// <summary>True when the vectorized kernels can read this grammar; otherwise the scalar lexer does.</summary>
    public bool IsVectorizable => Delimiter.Length == 1 && Escape == CsvEscape.Doubled;
}
