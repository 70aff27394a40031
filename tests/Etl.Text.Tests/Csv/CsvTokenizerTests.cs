using System.Text;
using Etl.Text.Csv;

namespace Etl.Text.Tests.Csv;

public sealed class CsvTokenizerTests
{
    [Theory]
    [InlineData((byte)'a', (byte)'b', "1a2\n1abab", "1|2\n1|a")]
    [InlineData((byte)'b', (byte)'a', "1b2\n1baba", "1|2\n1|b")]
    [InlineData((byte)'\0', (byte)'a', "1\02\n1\0a\0a", "1|2\n1|\0")]
    public void What_ends_a_field_may_be_any_byte(byte delimiter, byte quote, string text, string expected)
    {
        var syntax = new CsvSyntax { Delimiter = [delimiter], Quote = quote };
        var bytes = Encoding.UTF8.GetBytes(text);
        var rows = new CsvRows();
        foreach (var kernel in CsvKernels.Supported)
        {
            CsvTokenizer.Create(syntax, kernel).Tokenize(bytes, rows);
            Assert.Equal((kernel, expected), (kernel, CsvText.Values(bytes, rows, syntax)));
        }
    }

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
