using System.Text;
using Etl.Text.Csv;

namespace Etl.Text.Tests.Csv;

public sealed class CsvCutterTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a,b", 0)]
    [InlineData("a\nb", 2)]
    [InlineData("a\n", 2)]
    [InlineData("a\r", 0)]
    [InlineData("a\r\n", 3)]
    [InlineData("a\rb", 2)]
    [InlineData("a\n\"b\nc", 2)]
    [InlineData("a\n\"b\nc\"", 2)]
    [InlineData("a\n\"b\nc\"\n", 8)]
    [InlineData("a\n\"b\"x\nc", 7)]
    [InlineData("\n\n", 2)]
    public void Rows_end_where_the_last_decided_record_ends(string text, int expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var kernel in CsvKernels.Supported)
        {
            var cutter = CsvCutter.Create(new CsvSyntax(), kernel);
            Assert.Equal((kernel, expected), (kernel, cutter.Cut(bytes, isEndOfInput: false).Length));
            Assert.Equal((kernel, bytes.Length), (kernel, cutter.Cut(bytes, isEndOfInput: true).Length));
        }
    }

    [Theory]
    [InlineData("a,b\n", true)]
    [InlineData("\"a\",\"b\"\"c\",\"\"\n", true)]
    [InlineData("\"a\nb\"\r\n", true)]
    [InlineData("\"a\" ,b\n", false)]
    [InlineData("a\"b,c\n", false)]
    [InlineData("\"a\"b,c\n", false)]
    [InlineData(" \"a\"\n", false)]
    public void Only_what_parity_reads_right_is_regular(string text, bool expected)
    {
        foreach (var kernel in CsvKernels.Supported.Skip(1))
        {
            var cutter = CsvCutter.Create(new CsvSyntax(), kernel);
            Assert.Equal(expected, cutter.Cut(Encoding.UTF8.GetBytes(text + "x\n"), isEndOfInput: false).IsRegular);
            Assert.Equal(expected, cutter.Cut(Encoding.UTF8.GetBytes(text), isEndOfInput: true).IsRegular);
        }
    }
}
