using System.Text;
using Etl.Text.Csv;

namespace Etl.Text.Tests.Csv;

/// <summary>Runs kernels and prints what they read, so that tests compare text.</summary>
static class CsvText
{
    /// <summary>Records joined by LF, values by '|', flagged records in angle brackets.</summary>
    public static string Values(ReadOnlySpan<byte> block, CsvRows rows, CsvSyntax syntax)
    {
        var records = new List<string>();
        foreach (var row in rows.Rows)
        {
            var isFlagged = row.HasStrayQuote;
            var values = new List<string>();
            foreach (var field in Fields(rows, row))
            {
                values.Add(Value(block, field, syntax, isFlagged));
            }
            var text = string.Join('|', values);
            records.Add(isFlagged ? $"<{text}>" : text);
        }
        return string.Join('\n', records);
    }

    /// <summary>The same, but flagged records show their raw fields.</summary>
    public static string Raw(ReadOnlySpan<byte> block, CsvRows rows, CsvSyntax syntax)
    {
        var records = new List<string>();
        foreach (var row in rows.Rows)
        {
            var isFlagged = row.HasStrayQuote;
            var values = new List<string>();
            foreach (var field in Fields(rows, row))
            {
                var raw = Encoding.UTF8.GetString(block.Slice(field.Offset, field.Length));
                values.Add(isFlagged ? raw : Value(block, field, syntax, isFlagged: false));
            }
            var text = string.Join('|', values);
            records.Add(isFlagged ? $"<{text}>" : text);
        }
        return string.Join('\n', records);
    }

    /// <summary>A row's fields, asked for in both ways.</summary>
    public static FieldSpan[] Fields(CsvRows rows, CsvRow row)
    {
        var fields = new FieldSpan[row.FieldCount];
        rows.CopyFields(row, fields);
        Assert.Equal(Enumerable.Range(0, row.FieldCount).Select(index => rows.Field(row, index)), fields);
        return fields;
    }

    /// <summary>In a flagged row every stray field is text; the well-quoted ones are unescaped all the same.</summary>
    static string Value(ReadOnlySpan<byte> block, FieldSpan field, CsvSyntax syntax, bool isFlagged)
    {
        var raw = block.Slice(field.Offset, field.Length);
        var isStray = isFlagged && (raw.Length < 2 || raw[^1] != syntax.Quote || raw[1..^1].Contains(syntax.Quote));
        if (isStray)
        {
            return Encoding.UTF8.GetString(raw);
        }
        var destination = new byte[raw.Length];
        var value = destination.AsSpan(0, CsvUnescape.Unescape(raw, syntax, destination));
        if (CsvUnescape.TrySlice(block, field, syntax, out var slice))
        {
            Assert.Equal(value.ToArray(), block.Slice(slice.Offset, slice.Length).ToArray());
        }
        return Encoding.UTF8.GetString(value);
    }
}
