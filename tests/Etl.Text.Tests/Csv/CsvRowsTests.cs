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

    static void Read(byte[] block, CsvCutter cutter, CsvTokenizer tokenizer, CsvRows rows)
    {
        var cut = cutter.Cut(block, isEndOfInput: false);
        tokenizer.Tokenize(block.AsSpan(0, cut), rows);
    }
}
