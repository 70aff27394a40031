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

    [Theory]
    [InlineData("1,Ada,\"speaks French, German\"\n")]
    [InlineData("1,Ada,plain\r\n")]
    [InlineData("1,Ada,\"two\r\nlines\"\r")]
    [InlineData("\"\",\"\",\"\"\n")]
    [InlineData("\"\"\"a\"\"\",\"b\n\",\",c\"\n")]
    [InlineData("1,3\" pipe,\"4\" pipe\"\n")]
    [InlineData("1,\" spaced \" ,\"\tx\"\n")]
    public void What_stands_far_before_the_end_changes_no_cut(string row)
    {
        var lexer = new CsvLexer(new CsvSyntax());
        foreach (var start in (string[])["", "\"never closed,\n", "a\"b,\"c\"d\n", "\"", "a,\"\n\n"])
        {
            // More quotes than are asked from the end on, where the row holds one.
            var bytes = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(row, 60)));
            for (var length = bytes.Length - 2 * row.Length; length <= bytes.Length; length++)
            {
                var expected = lexer.Cut(bytes.AsSpan(0, length), 0, isEndOfInput: false);
                foreach (var kernel in CsvKernels.Supported)
                {
                    var cut = CsvCutter
                        .Create(new CsvSyntax(), kernel)
                        .Cut(bytes.AsSpan(0, length), isEndOfInput: false);
                    Assert.Equal((kernel, start, length, expected), (kernel, start, length, cut));
                }
            }
        }
    }

    [Theory]
    [InlineData("\"\r")]
    [InlineData("a\n\"\r")]
    [InlineData("a\r\"b\r\r")]
    [InlineData("a,b\n\"c\nd\r")]
    [InlineData("\"a\",b\r\n\"c\r\nd\r")]
    public void A_return_at_the_end_may_be_what_a_field_that_is_still_open_does_not_take(string text)
    {
        foreach (var row in (string[])["1,Ada\n", "1,\"Ada\"\n"])
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(row, 20)) + text);
            foreach (var (lines, length) in ((int, int)[])[(0, 100), (1, 100), (2, 100), (9, 3), (9, 4), (9, 5)])
            {
                var syntax = new CsvSyntax { QuotedLinesMax = lines, QuotedBytesMax = length };
                var expected = new CsvLexer(syntax).Cut(bytes, 0, isEndOfInput: false);
                foreach (var kernel in CsvKernels.Supported)
                {
                    var cut = CsvCutter.Create(syntax, kernel).Cut(bytes, isEndOfInput: false);
                    Assert.Equal((kernel, row, lines, length, expected), (kernel, row, lines, length, cut));
                }
            }
        }
    }
}
