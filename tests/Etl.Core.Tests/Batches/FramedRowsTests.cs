using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;

namespace Etl.Core.Tests.Batches;

public sealed class FramedRowsTests
{
    static readonly BatchLayout layout = new([
        new ColumnPlan("a", 0, null, "name"),
        new ColumnPlan("b", 1, null, "name"),
        new ColumnPlan("added", -1, null, "default"),
    ]);

    [Fact]
    public void Any_bytes_come_back_as_they_were()
    {
        string[] values = ["", "a\0b", "\r\n\"", "ü😀", new string('x', 100_000), "", "last"];
        var batch = new RecordBatch(64);
        var rows = new FramedRows(batch.Block);
        foreach (var value in values)
        {
            rows.BeginRow();
            rows.AddCell(Encoding.UTF8.GetBytes(value));
            rows.AddCell("second"u8);
            rows.EndRow();
        }
        batch.Reset(layout, 0);
        new FramedRowParser().Parse(batch);
        var found = Enumerable.Range(0, batch.RowCount).Select(row => Encoding.UTF8.GetString(batch.Value(row, 0)));
        Assert.Equal(values, found);
        Assert.All(
            Enumerable.Range(0, batch.RowCount),
            row => Assert.Equal("second|", $"{Encoding.UTF8.GetString(batch.Value(row, 1))}|{Added(batch, row)}")
        );
    }

    [Fact]
    public void Bytes_that_are_not_text_reject_their_record_alone()
    {
        var batch = new RecordBatch(64);
        var rows = new FramedRows(batch.Block);
        foreach (var value in new byte[][] { [0x41], [0xFF, 0x41], [0x42] })
        {
            rows.BeginRow();
            rows.AddCell(value);
            rows.AddCell(default);
            rows.EndRow();
        }
        batch.Reset(layout, 0);
        new FramedRowParser().Parse(batch);
        var reject = Assert.Single(batch.Rejects);
        Assert.Equal((1, Codes.InvalidByte), (reject.Row, reject.Code));
        Assert.Equal(3, batch.RowCount);
    }

    static string Added(RecordBatch batch, int row) => Encoding.UTF8.GetString(batch.Value(row, 2));
}
