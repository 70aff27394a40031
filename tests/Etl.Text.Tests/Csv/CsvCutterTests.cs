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
            Assert.Equal((kernel, expected), (kernel, cutter.Cut(bytes, isEndOfInput: false)));
            Assert.Equal((kernel, bytes.Length), (kernel, cutter.Cut(bytes, isEndOfInput: true)));
        }
    }
}
