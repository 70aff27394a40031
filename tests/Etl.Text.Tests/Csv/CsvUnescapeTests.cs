using System.Text;
using Etl.Text.Csv;

namespace Etl.Text.Tests.Csv;

public sealed class CsvUnescapeTests
{
    [Theory]
    [InlineData("plain", "plain", true)]
    [InlineData("", "", true)]
    [InlineData("\"quoted\"", "quoted", true)]
    [InlineData("\"\"", "", true)]
    [InlineData("\"a\"\"b\"", "a\"b", false)]
    [InlineData("\"\"\"\"", "\"", false)]
    [InlineData("\"D\" ", "D ", false)]
    [InlineData("\"D\" \t", "D \t", false)]
    [InlineData("5\" pipe", "5\" pipe", true)]
    public void Quotes_come_off_and_the_simple_forms_need_no_copy(string raw, string expected, bool isSlice)
    {
        var syntax = new CsvSyntax();
        var bytes = Encoding.UTF8.GetBytes("xx" + raw);
        var field = new FieldSpan(2, bytes.Length - 2);
        Assert.Equal(isSlice, CsvUnescape.TrySlice(bytes, field, syntax, out var slice));
        if (isSlice)
        {
            Assert.Equal(expected, Encoding.UTF8.GetString(bytes, slice.Offset, slice.Length));
        }
        var destination = new byte[field.Length];
        var length = CsvUnescape.Unescape(bytes.AsSpan(2), syntax, destination);
        Assert.Equal(expected, Encoding.UTF8.GetString(destination, 0, length));
    }
}
