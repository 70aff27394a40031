using System.Text;
using Etl.Testing;
using Etl.Text.Csv;

namespace Etl.Text.Tests.Csv;

public sealed class CsvRowsTests
{
    [Fact]
    public void Blocks_after_the_first_are_read_without_allocation()
    {
        var text = string.Concat(Enumerable.Repeat("a,b,\"c,d\",5\" e\n\"x\"\"y\",,,\n", 2000));
        var block = Encoding.UTF8.GetBytes(text);
        foreach (var kernel in CsvKernels.Supported)
        {
            var rows = new CsvRows();
            var cutter = CsvCutter.Create(new CsvSyntax(), kernel);
            var tokenizer = CsvTokenizer.Create(new CsvSyntax(), kernel);
            Assert.Equal(0, Allocation.Least(() => Read(block, cutter, tokenizer, rows)));
            Assert.Equal(4000, rows.RowCount);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(8, 8)]
    [InlineData(9, 12)]
    [InlineData(20, 20)]
    public void Fields_of_rows_are_copied_with_empty_ones_behind_them(int count, int width)
    {
        var line = string.Concat(Enumerable.Range(0, 19).Select(field => new string('x', field % 5) + ",")) + "end\r\n";
        var rows = new CsvRows();
        CsvTokenizer
            .Create(new CsvSyntax())
            .Tokenize(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, 3))), rows);
        var places = new FieldSpan[(2 * width) + 1];
        Array.Fill(places, new FieldSpan(-1, -1));
        rows.CopyFields(rows.Rows[1..], count, width, places);
        Assert.Equal([.. Expected(rows, 1), .. Expected(rows, 2), new FieldSpan(-1, -1)], places);

        IEnumerable<FieldSpan> Expected(CsvRows rows, int row) =>
            Enumerable.Range(0, width).Select(index => index < count ? rows.Field(rows.Rows[row], index) : default);
    }

    static void Read(byte[] block, CsvCutter cutter, CsvTokenizer tokenizer, CsvRows rows)
    {
        var cut = cutter.Cut(block, isEndOfInput: false);
        tokenizer.Tokenize(block.AsSpan(0, cut), rows);
    }
}
