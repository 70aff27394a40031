using System.Text;

namespace Etl.Text.Tests;

public sealed class DigitsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("+1 (415) 555-0100 x9", "141555501009")]
    [InlineData("none", "")]
    [InlineData("/0:9", "09")]
    [InlineData("٣4", "4")]
    public void Only_ascii_digits_are_kept_in_their_order(string value, string expected)
    {
        var source = Encoding.UTF8.GetBytes(value);
        var destination = new byte[source.Length];
        var count = Digits.Copy(source, destination);
        Assert.Equal(expected, Encoding.UTF8.GetString(destination, 0, count));
        Assert.Equal(expected.Length, Digits.Count(source));
    }

    [Theory]
    [InlineData("", NumberText.None)]
    [InlineData("0123456789", NumberText.Digit)]
    [InlineData(" \t-.)[]", NumberText.Separator)]
    [InlineData("/", NumberText.Slash)]
    [InlineData("(", NumberText.Parenthesis)]
    [InlineData("1 (2", NumberText.Digit | NumberText.Separator | NumberText.Parenthesis)]
    [InlineData("+", NumberText.Other)]
    [InlineData("x", NumberText.Other)]
    [InlineData("٣4", NumberText.Other | NumberText.Digit)]
    public void The_text_between_digits_has_kinds(string value, NumberText expected)
    {
        var source = Encoding.UTF8.GetBytes(value);
        var destination = new byte[source.Length];
        var copy = new byte[source.Length];
        Assert.Equal(Digits.Copy(source, copy), Digits.CopyNumber(source, destination, out var text));
        Assert.Equal(copy, destination);
        Assert.Equal(expected, text);
    }
}
