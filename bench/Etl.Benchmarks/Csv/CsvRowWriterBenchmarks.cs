using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Text;
using Etl.Text;
using Etl.Text.Csv;

namespace Etl.Benchmarks.Csv;

/// <summary>Writes the rows of 1 MiB of contact rows again, quotes on as few as may be, some 7,500 rows.</summary>
public class CsvRowWriterBenchmarks : IMeasured
{
    const int BlockLength = 1 << 20;

    readonly CsvRowWriter writer = new(new CsvSyntax());
    readonly byte[] destination = new byte[4096];
    byte[] bytes = [];
    FieldSpan[] cells = [];
    int columnCount;
    CallSize size;

    /// <summary>Rows with a quoted field, in percent.</summary>
    [Params(0, 30)]
    public int QuotedPercent { get; set; }

    /// <inheritdoc/>
    public CallSize CallSize => size;

    [GlobalSetup]
    public void Setup()
    {
        var block = ContactRows.Make(BlockLength, QuotedPercent);
        size = ContactRows.SizeOf(block);
        var rows = new CsvRows();
        CsvTokenizer.Create(new CsvSyntax()).Tokenize(block, rows);
        columnCount = rows.Rows[0].FieldCount;
        cells = new FieldSpan[rows.Rows.Length * columnCount];
        rows.CopyFields(rows.Rows, columnCount, columnCount, cells);
        foreach (var field in rows.QuotedFields)
        {
            cells[field] = new FieldSpan(cells[field].Offset + 1, cells[field].Length - 2);
        }
        // As a batch has it: whole registers can be read behind the last value.
        bytes = [.. block, .. new byte[CsvRowWriter.UsualLength(1)]];
    }

    /// <summary>Field by field, each asked whether it needs quotes.</summary>
    [Benchmark(Baseline = true)]
    public int WriteFields()
    {
        var written = 0;
        for (var first = 0; first < cells.Length; first += columnCount)
        {
            var length = 0;
            foreach (var cell in cells.AsSpan(first, columnCount))
            {
                var value = bytes.AsSpan(cell.Offset, cell.Length);
                length += writer.WriteField(value, isFirst: length == 0, destination.AsSpan(length));
            }
            written += length;
        }
        return written;
    }

    [Benchmark]
    public int Write()
    {
        var written = 0;
        for (var first = 0; first < cells.Length; first += columnCount)
        {
            writer.TryWrite(bytes, cells.AsSpan(first, columnCount), destination, out var length);
            written += length;
        }
        return written;
    }
}
