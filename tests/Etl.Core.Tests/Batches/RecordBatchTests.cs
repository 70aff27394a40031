using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Rejects;
using Etl.Testing;
using Etl.Text;

namespace Etl.Core.Tests.Batches;

public sealed class RecordBatchTests
{
    static readonly BatchLayout twoColumns = new([new("A", 0, null, "name"), new("B", 1, null, "name")]);

    [Fact]
    public void Cells_point_at_the_original_bytes_until_they_change()
    {
        var batch = Filled("ann,bob\n");

        Assert.Equal("ann", Text(batch, 0, 0));
        Assert.False(batch.IsChanged(batch.Cell(0, 0)));

        batch.Replace(0, 0, "Ann Alison"u8);

        Assert.Equal("Ann Alison", Text(batch, 0, 0));
        Assert.True(batch.IsChanged(batch.Cell(0, 0)));
        Assert.Equal("bob", Text(batch, 0, 1));
        Assert.Equal("ann,bob\n", Encoding.UTF8.GetString(batch.Block.Bytes));
    }

    [Fact]
    public void A_cell_can_be_narrowed_without_a_copy()
    {
        var batch = Filled("ann,bob\n");
        batch.SetCell(0, 1, new FieldSpan(5, 1));

        Assert.Equal("o", Text(batch, 0, 1));
        Assert.False(batch.IsChanged(batch.Cell(0, 1)));
    }

    [Fact]
    public void Filled_cells_are_those_that_are_not_empty_now()
    {
        var batch = Filled("ann,bob\n,\nc,\n");

        Assert.Equal(0b101UL, Assert.Single(batch.Filled(0).ToArray()));
        Assert.Equal(0b001UL, Assert.Single(batch.Filled(1).ToArray()));

        batch.Replace(1, 1, "b"u8);
        batch.Place(2, 1, "d"u8);
        batch.SetCell(0, 1, default);

        Assert.Equal(0b101UL, Assert.Single(batch.Filled(0).ToArray()));
        Assert.Equal(0b110UL, Assert.Single(batch.Filled(1).ToArray()));

        batch.Truncate(1);

        Assert.Equal(0b0UL, Assert.Single(batch.Filled(1).ToArray()));
    }

    [Fact]
    public void An_empty_value_is_not_a_changed_one()
    {
        var batch = Filled("ann,bob\n");
        batch.Replace(0, 0, []);

        Assert.Equal("", Text(batch, 0, 0));
        Assert.False(batch.IsChanged(batch.Cell(0, 0)));
    }

    [Fact]
    public void Scratch_space_grows_and_keeps_every_value() =>
        Repeat.ForSeeds(
            20,
            random =>
            {
                var batch = Filled("ann,bob\nc,d\n", blockCapacity: 16);
                var expected = new string[2, 2];
                for (var change = 0; change < 200; change++)
                {
                    var (row, column) = (change % 2, change / 2 % 2);
                    var value = new string((char)random.Next('a', 'z' + 1), random.Next(1, 300));
                    batch.Replace(row, column, Encoding.UTF8.GetBytes(value));
                    expected[row, column] = value;
                }

                Assert.Equal(expected[0, 0], Text(batch, 0, 0));
                Assert.Equal(expected[0, 1], Text(batch, 0, 1));
                Assert.Equal(expected[1, 0], Text(batch, 1, 0));
                Assert.Equal(expected[1, 1], Text(batch, 1, 1));
                Assert.Equal("ann,bob\nc,d\n", Encoding.UTF8.GetString(batch.Block.Bytes));
            }
        );

    [Fact]
    public void Rented_scratch_space_that_is_not_kept_is_given_again()
    {
        var batch = Filled("ann,bob\n");
        batch.RentScratch(10).Fill((byte)'x');
        "kept"u8.CopyTo(batch.RentScratch(10));
        var first = batch.KeepScratch(4);
        "next"u8.CopyTo(batch.RentScratch(4));
        var second = batch.KeepScratch(4);

        Assert.Equal("kept", Encoding.UTF8.GetString(batch.Value(first)));
        Assert.Equal(first.End, second.Offset);
    }

    [Fact]
    public void Kernels_may_load_a_whole_vector_behind_the_block_and_behind_scratch_space()
    {
        var batch = Filled("ann,bob\n", blockCapacity: 8);
        batch.Replace(0, 0, new byte[1000]);

        Assert.True(batch.Cell(0, 0).Offset >= batch.Block.Length + RowBlock.Padding);
        Assert.True(batch.Cell(0, 0).End + RowBlock.Padding <= batch.Block.Buffer.Length);
    }

    [Fact]
    public void Rows_grow_and_keep_their_cells_keys_and_outcomes()
    {
        var batch = new RecordBatch(64);
        batch.Block.Length = 64;
        batch.Reset(twoColumns, keyCount: 1);
        for (var row = 0; row < 5000; row++)
        {
            var cells = batch.AddRow(new RowSpan(row % 64, 1));
            cells[0] = new FieldSpan(row % 64, 1);
            cells[1] = new FieldSpan(row % 32, 2);
            batch.Keys[row] = (UInt128)(uint)row;
        }

        Assert.Equal(5000, batch.RowCount);
        for (var row = 0; row < 5000; row++)
        {
            Assert.Equal(new RowSpan(row % 64, 1), batch.Rows[row]);
            Assert.Equal(new FieldSpan(row % 64, 1), batch.Cell(row, 0));
            Assert.Equal(new FieldSpan(row % 32, 2), batch.Cell(row, 1));
            Assert.Equal((UInt128)(uint)row, batch.Keys[row]);
            Assert.True(batch.IsPending(row));
        }
    }

    [Fact]
    public void The_first_reason_of_a_reject_is_the_one_that_is_kept()
    {
        var batch = Filled("ann,bob\nc,d\n");
        batch.Reject(1, RejectStage.Parse, -1, Codes.InvalidByte);
        batch.Reject(1, RejectStage.Validate, 0, Codes.EmptyContact, "No name.");

        Assert.Equal([new Reject(1, RejectStage.Parse, -1, Codes.InvalidByte, null)], batch.Rejects);
        Assert.Equal([RowOutcome.Pending, RowOutcome.Rejected], batch.Outcomes.ToArray());
    }

    [Fact]
    public void Truncate_drops_rows_and_the_rejects_behind_them()
    {
        var batch = Filled("ann,bob\nc,d\ne,f\n");
        batch.Reject(0, RejectStage.Parse, -1, Codes.InvalidByte);
        batch.Reject(2, RejectStage.Parse, -1, Codes.InvalidByte);

        batch.Truncate(2);
        batch.Truncate(5);

        Assert.Equal(2, batch.RowCount);
        Assert.Equal(2, batch.Outcomes.Length);
        Assert.Equal([0], batch.Rejects.Select(reject => reject.Row));
    }

    [Fact]
    public void Reset_leaves_nothing_of_the_block_before()
    {
        var batch = Filled("ann,bob\nc,d\n");
        batch.Reject(0, RejectStage.Parse, -1, Codes.InvalidByte);
        batch.Count(Codes.RowShort, -1);
        batch.BlankCount = 3;
        batch.LineCount = 2;
        batch.Replace(0, 0, "changed"u8);
        var scratch = batch.Cell(0, 0);

        Fill(batch, "ann,bob\nc,d\n");

        Assert.Empty(batch.Rejects);
        Assert.Empty(batch.Counts.Entries);
        Assert.Equal((0, 0), (batch.BlankCount, batch.LineCount));
        Assert.True(batch.IsPending(0));
        batch.Replace(0, 0, "changed"u8);
        Assert.Equal(scratch, batch.Cell(0, 0));
    }

    [Fact]
    public void A_batch_that_has_seen_its_largest_block_allocates_nothing()
    {
        var batch = Filled("ann,bob\nc,d\n");
        Assert.Equal(0, Allocation.Least(Work));

        void Work()
        {
            batch.Reset(twoColumns, keyCount: 2);
            for (var row = 0; row < 300; row++)
            {
                batch.AddRow(new RowSpan(0, 8)).Fill(new FieldSpan(0, 3));
                batch.Replace(row, 1, "a new value"u8);
                batch.Count(Codes.RowShort, 1);
            }
        }
    }

    static RecordBatch Filled(string rows, int blockCapacity = 64)
    {
        var batch = new RecordBatch(blockCapacity);
        Fill(batch, rows);
        return batch;
    }

    /// <summary>Lines of two fields, cut at the first comma: no parser is needed to test the batch.</summary>
    static void Fill(RecordBatch batch, string rows)
    {
        var length = Encoding.UTF8.GetBytes(rows, batch.Block.Buffer);
        batch.Block.Length = length;
        batch.Reset(twoColumns, keyCount: 0);
        var offset = 0;
        foreach (var line in rows.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var comma = line.IndexOf(',');
            var cells = batch.AddRow(new RowSpan(offset, line.Length + 1));
            cells[0] = new FieldSpan(offset, comma);
            cells[1] = new FieldSpan(offset + comma + 1, line.Length - comma - 1);
            offset += line.Length + 1;
        }
    }

    static string Text(RecordBatch batch, int row, int column) => Encoding.UTF8.GetString(batch.Value(row, column));
}
