using System.Text;
using Etl.Core.Batches;
using Etl.Testing;

namespace Etl.Core.Tests.Batches;

public sealed class EncodedRowsTests
{
    [Fact]
    public void Rows_are_found_again_whatever_their_lengths() =>
        Repeat.ForSeeds(
            20,
            random =>
            {
                var rows = new EncodedRows();
                var expected = Enumerable
                    .Range(0, random.Next(0, 1000))
                    .Select(_ => new string('r', random.Next(0, 100)))
                    .ToList();
                foreach (var row in expected)
                {
                    Add(rows, row);
                }

                Assert.Equal(expected.Count, rows.RowCount);
                Assert.Equal(string.Concat(expected), Encoding.UTF8.GetString(rows.Bytes));
                for (var row = 0; row < expected.Count; row++)
                {
                    Assert.Equal(expected[row], Encoding.UTF8.GetString(rows.Row(row)));
                }
            }
        );

    [Fact]
    public void A_range_is_the_rows_one_after_the_other()
    {
        var rows = new EncodedRows();
        foreach (var row in (string[])["a", "", "bc", "def"])
        {
            Add(rows, row);
        }

        Assert.Equal("abcdef"u8, rows.Range(0, 4));
        Assert.Equal("bc"u8, rows.Range(1, 3));
        Assert.Equal(""u8, rows.Range(0, 0));
        Assert.Equal(""u8, rows.Range(2, 2));
    }

    [Fact]
    public void A_row_may_be_written_in_several_steps()
    {
        var rows = new EncodedRows();
        "ab"u8.CopyTo(rows.GetSpan(1000));
        rows.Advance(2);
        "c"u8.CopyTo(rows.GetSpan(1));
        rows.Advance(1);
        rows.EndRow();

        Assert.Equal("abc"u8, rows.Row(0));
    }

    [Fact]
    public void Clear_forgets_the_rows()
    {
        var rows = new EncodedRows();
        Add(rows, "old");
        rows.Clear();
        Add(rows, "new");

        Assert.Equal(1, rows.RowCount);
        Assert.Equal("new"u8, rows.Row(0));
    }

    static void Add(EncodedRows rows, string row)
    {
        rows.Advance(Encoding.UTF8.GetBytes(row, rows.GetSpan(row.Length)));
        rows.EndRow();
    }
}
