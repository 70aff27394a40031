using System.Text;
using Etl.Text.Csv;

namespace Etl.Text.Tests.Csv;

public sealed class CsvTokenizerTests
{
    [Fact]
    public void Every_case_gives_its_records_on_every_kernel()
    {
        var syntax = new CsvSyntax();
        var rows = new CsvRows();
        foreach (var kernel in CsvKernels.Supported)
        {
            var cutter = CsvCutter.Create(syntax, kernel);
            var tokenizer = CsvTokenizer.Create(syntax, kernel);
            foreach (var item in CsvCase.All)
            {
                var bytes = Encoding.UTF8.GetBytes(item.Input);
                var cut = cutter.Cut(bytes, isEndOfInput: true);
                tokenizer.Tokenize(bytes, rows);
                Assert.Equal((kernel, bytes.Length), (kernel, cut));
                Assert.Equal(
                    $"{kernel} {item}: {item.Expected}",
                    $"{kernel} {item}: {CsvText.Values(bytes, rows, syntax)}"
                );
                Assert.Equal((item.Input, item.BlankCount), (item.Input, rows.BlankCount));
                Assert.Equal((item.Input, LineCounter.CountScalar(bytes)), (item.Input, rows.LineCount));
            }
        }
    }
}
