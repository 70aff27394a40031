using System.Text;
using Etl.Core.Batches;
using Etl.Text;
using Etl.Text.Csv;

namespace Etl.Formats.Csv;

/// <summary>The first bytes of an input's text, and their records under a grammar. For sniffing only: it may make strings.</summary>
sealed class CsvSample
{
    /// <summary>Records that are looked at: more tell nothing new about the dialect.</summary>
    public const int RowsMax = 500;

    /// <summary>Bytes that usually hold as many records; only where they do not, all the text is cut.</summary>
    const int FirstBytes = 128 * 1024;

    static readonly byte[] byteOrderMark = [0xEF, 0xBB, 0xBF];

    readonly byte[] padded;
    readonly int length;
    readonly bool isWhole;
    readonly CsvRows rows = new();

    /// <summary>Takes the first bytes; <paramref name="isWhole"/> when there are no others.</summary>
    public CsvSample(ReadOnlySpan<byte> text, bool isWhole)
    {
        padded = new byte[text.Length + RowBlock.Padding];
        text.CopyTo(padded);
        length = text.Length;
        this.isWhole = isWhole;
        MarkBytes = text.StartsWith(byteOrderMark) ? byteOrderMark.Length : 0;
    }

    /// <summary>Length of the byte order mark, 0 when there is none.</summary>
    public int MarkBytes { get; }

    /// <summary>The text, byte order mark included.</summary>
    public ReadOnlySpan<byte> Text => padded.AsSpan(0, length);

    /// <summary>Records from <paramref name="offset"/> on, at most <see cref="RowsMax"/>; a cut last record is left out.</summary>
    /// <remarks>
    /// A quote that is never closed may open a long field. Whether it does is asked with the width of the widest record before it,
    /// which is as wide as the header when that is known by nothing else yet.
    /// </remarks>
    public List<CsvSampleRow> Read(int offset, CsvSyntax syntax)
    {
        var rows = ReadRows(offset, syntax);
        var first = rows.FindIndex(row => row.HasStrayQuote);
        return first < 1
            ? rows
            : ReadRows(offset, syntax with { ColumnCount = rows[..first].Max(row => row.FieldCount) });
    }

    List<CsvSampleRow> ReadRows(int offset, CsvSyntax syntax)
    {
        Cut(offset, Math.Min(FirstBytes, length - offset), syntax);
        if (rows.Rows.Length < RowsMax && length - offset > FirstBytes)
        {
            Cut(offset, length - offset, syntax);
        }
        var found = new List<CsvSampleRow>();
        foreach (var row in rows.Rows[..Math.Min(RowsMax, rows.Rows.Length)])
        {
            found.Add(
                new CsvSampleRow(this, syntax, Fields(row, offset))
                {
                    Offset = offset + row.Offset,
                    Length = row.Length,
                    HasStrayQuote = row.HasStrayQuote,
                    HasQuoted = !row.HasStrayQuote && rows.HasQuoted(row),
                }
            );
        }
        return found;
    }

    FieldSpan[] Fields(in CsvRow row, int offset)
    {
        var fields = new FieldSpan[row.FieldCount];
        for (var index = 0; index < fields.Length; index++)
        {
            var field = rows.Field(row, index);
            fields[index] = new FieldSpan(offset + field.Offset, field.Length);
        }
        return fields;
    }

    /// <summary>Takes the whole records among the first bytes from an offset on.</summary>
    void Cut(int offset, int count, CsvSyntax syntax)
    {
        var text = Text.Slice(offset, count);
        var cut = CsvCutter.Create(syntax).Cut(text, isWhole && offset + count == length);
        CsvTokenizer.Create(syntax).Tokenize(text[..cut], rows);
    }

    /// <summary>What a raw field says, without its quotes.</summary>
    public static string Value(ReadOnlySpan<byte> raw, CsvSyntax syntax, bool hasQuoted)
    {
        if (!hasQuoted)
        {
            return Encoding.UTF8.GetString(raw);
        }
        var value = new byte[raw.Length];
        return Encoding.UTF8.GetString(value, 0, CsvUnescape.Unescape(raw, syntax, value));
    }
}
