using System.Text;

namespace Etl.Text.Tests;

public sealed class DigitsTests
{
    const int Seed = 20_261_123;

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
        var destination = new byte[source.Length + Digits.NumberRoom];
        var copy = new byte[source.Length];
        var count = Digits.Copy(source, copy);
        Assert.Equal(count, Digits.CopyNumber(source, destination, out var text));
        Assert.Equal(copy.AsSpan(0, count), destination.AsSpan(0, count));
        Assert.Equal(expected, text);
    }

    [Fact]
    public void Numbers_are_copied_as_by_the_scalar_twin_whatever_lies_around_them()
    {
        var random = new Random(Seed);
        var signs = "0123456789 -.()/[]\t+x"u8;
        var buffer = new byte[3 * 4096];
        for (var round = 0; round < 100_000; round++)
        {
            var length = random.Next(random.Next(8) == 0 ? 80 : 20);
            var source = buffer.AsSpan(random.Next(buffer.Length - length), length);
            foreach (ref var value in source)
            {
                value = random.Next(50) == 0 ? (byte)random.Next(256) : signs[random.Next(signs.Length)];
            }
            var expected = new byte[length + Digits.NumberRoom];
            var actual = new byte[length + Digits.NumberRoom];
            var count = Digits.CopyNumberScalar(source, expected, out var expectedText);
            Assert.Equal(
                (Seed, round, count, expectedText),
                (Seed, round, Digits.CopyNumber(source, actual, out var text), text)
            );
            Assert.Equal(expected.AsSpan(0, count), actual.AsSpan(0, count));
        }
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("0", true)]
    [InlineData("/", false)]
    [InlineData("1234567", true)]
    [InlineData("12345678", true)]
    [InlineData("1234567:", false)]
    [InlineData("/2345678", false)]
    [InlineData("0123456789", true)]
    [InlineData("0123456 89", false)]
    [InlineData("9999999999999999", true)]
    [InlineData("99999999\u00B299999", false)]
    [InlineData("99999999999999999", true)]
    [InlineData("9999999999999999p", false)]
    public void A_text_is_all_digits_or_not(string value, bool expected) =>
        Assert.Equal(expected, Digits.AreAll(Encoding.UTF8.GetBytes(value)));

    [Fact]
    public void One_other_byte_is_found_at_every_place()
    {
        for (var length = 1; length < 20; length++)
        {
            for (var place = 0; place < length; place++)
            {
                for (var value = 0; value < 256; value++)
                {
                    var text = new byte[length];
                    text.AsSpan().Fill((byte)'5');
                    text[place] = (byte)value;
                    Assert.Equal(
                        (length, place, value, value is >= '0' and <= '9'),
                        (length, place, value, Digits.AreAll(text))
                    );
                }
            }
        }
    }
}
