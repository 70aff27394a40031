using System.Globalization;
using System.Text;
using Etl.Core.Batches;
using Etl.Core.Dedupe.Spilling;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Rejects;
using Etl.Testing;

namespace Etl.Core.Tests.Dedupe.Spilling;

public sealed class RowSpillTests : IDisposable
{
    readonly TempFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Batches_come_back_in_order_with_their_rows_outcomes_cells_and_places()
    {
        var first = Layout("name", "consent", "note");
        var second = Layout("consent");
        await using var spill = new RowSpill(folder.Path, layout => [layout == first ? 1 : 0]);
        await spill.WriteAsync(Batch(first, 1, 3, "a"), Cancellation);
        await spill.WriteAsync(Batch(second, 400, 0, ""), Cancellation);
        await spill.WriteAsync(Batch(second, 500, 70_000, "long"), Cancellation);
        await spill.WriteAsync(Batch(first, 9, 1, ""), Cancellation);

        var read = new RecordBatch(64);
        Assert.Equal((first, 1, 3, "a"), await NextAsync(spill, read, 1));
        Assert.Equal((second, 400, 0, ""), await NextAsync(spill, read, 0));
        Assert.Equal((second, 500, 70_000, "long"), await NextAsync(spill, read, 0));
        Assert.Equal((first, 9, 1, ""), await NextAsync(spill, read, 1));
        Assert.False(await spill.TryReadAsync(read, Cancellation));
    }

    [Fact]
    public async Task Many_megabytes_come_back_though_what_was_read_is_given_back()
    {
        var layout = Layout("name");
        var word = new string('x', 100);
        await using var spill = new RowSpill(folder.Path, _ => [0]);
        for (var index = 0; index < 4; index++)
        {
            await spill.WriteAsync(Batch(layout, 1 + index, 40_000, word), Cancellation);
        }
        Assert.True(spill.LengthBytes > 20 << 20);

        var read = new RecordBatch(64);
        for (var index = 0; index < 4; index++)
        {
            Assert.Equal((layout, 1 + index, 40_000, word), await NextAsync(spill, read, 0));
        }
        Assert.False(await spill.TryReadAsync(read, Cancellation));
    }

    [Fact]
    public async Task Rows_that_nobody_encoded_stay_so()
    {
        var layout = Layout("consent");
        await using var spill = new RowSpill(folder.Path, _ => []);
        var batch = new RecordBatch(64);
        batch.Reset(layout, 0);
        batch.AddRow(default)[0] = default;
        await spill.WriteAsync(batch, Cancellation);

        var read = new RecordBatch(64);
        Assert.True(await spill.TryReadAsync(read, Cancellation));
        Assert.Equal(1, read.RowCount);
        Assert.Equal(0, read.Encoded.RowCount);
    }

    static BatchLayout Layout(params string[] headers) =>
        new([.. headers.Select((header, index) => new ColumnPlan(header, index, null, "none"))]);

    /// <summary>Every third row is rejected; each other one has its number in every cell and in its encoding.</summary>
    static RecordBatch Batch(BatchLayout layout, long firstRecord, int rowCount, string word)
    {
        var batch = new RecordBatch(64);
        batch.Block.InputIndex = 7;
        batch.Reset(layout, 0);
        batch.FirstRecordNumber = firstRecord;
        for (var row = 0; row < rowCount; row++)
        {
            batch.AddRow(default).Clear();
            for (var column = 0; column < layout.Columns.Count; column++)
            {
                batch.Replace(row, column, Encoding.UTF8.GetBytes(Text(word, row, column)));
            }
            if (row % 3 == 2)
            {
                batch.Reject(row, RejectStage.Parse, -1, Codes.RowTooLong);
            }
            else
            {
                var encoded = Encoding.UTF8.GetBytes(Text(word, row, 9));
                encoded.CopyTo(batch.Encoded.GetSpan(encoded.Length));
                batch.Encoded.Advance(encoded.Length);
            }
            batch.Encoded.EndRow();
        }
        return batch;
    }

    static string Text(string word, int row, int column) =>
        word.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{word}-{row}-{column}");

    static async Task<(BatchLayout Layout, long FirstRecord, int RowCount, string Word)> NextAsync(
        RowSpill spill,
        RecordBatch batch,
        int keptColumn
    )
    {
        Assert.True(await spill.TryReadAsync(batch, Cancellation));
        Assert.Equal(7, batch.Block.InputIndex);
        var word = batch.RowCount == 0 ? "" : Encoding.UTF8.GetString(batch.Value(0, keptColumn)).Split('-')[0];
        for (var row = 0; row < batch.RowCount; row++)
        {
            var isRejected = row % 3 == 2;
            Assert.Equal(isRejected ? RowOutcome.Rejected : RowOutcome.Pending, batch.Outcomes[row]);
            var cell = Encoding.UTF8.GetString(batch.Value(row, keptColumn));
            Assert.Equal(isRejected ? "" : Text(word, row, keptColumn), cell);
            var encoded = Encoding.UTF8.GetString(batch.Encoded.Row(row));
            Assert.Equal(isRejected ? "" : Text(word, row, 9), encoded);
        }
        return (batch.Layout, batch.FirstRecordNumber, batch.RowCount, word);
    }
}
