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
}
