using System.Text;

namespace Etl.Text.Tests;

public sealed class PlainNumberTests
{
    const int Seed = 29;
    const string Signs = "0123456789000000 ()-.+/x\t";

    [Theory]
    [InlineData("030 1234567", "0301234567", false)]
    [InlineData("+49 (30) 123-45.67", "49301234567", true)]
    [InlineData("  +1 202 555 0143 ", "12025550143", true)]
    [InlineData("(030) 1", "0301", false)]
    public void Digits_with_separators_are_a_plain_number(string value, string expected, bool hasPlus)
    {
        Assert.True(Read(value, out var number, out var digits));
        Assert.Equal((true, expected, hasPlus), (number.IsPlain, digits, number.HasPlus));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("+")]
    [InlineData("+ ")]
    [InlineData("1+2")]
    [InlineData("++1")]
    [InlineData("12/34")]
    [InlineData("12 x3")]
    [InlineData("12)")]
    [InlineData("12-")]
    [InlineData("+49 (0)30")]
    [InlineData("123.0")]
    [InlineData("123.00")]
    [InlineData("１２")]
    public void Anything_else_is_none(string value)
    {
        Assert.True(Read(value, out var number, out _));
        Assert.False(number.IsPlain);
    }

    [Fact]
    public void A_number_is_read_as_byte_by_byte_whatever_lies_around_it()
    {
        var random = new Random(Seed);
        var buffer = new byte[96];
        var expectedDigits = new byte[96];
        var digits = new byte[PlainNumber.RoomLength];
        var plain = 0;
        for (var round = 0; round < 200_000; round++)
        {
            foreach (ref var value in buffer.AsSpan())
            {
                value = (byte)Signs[random.Next(random.Next(4) == 0 ? Signs.Length : 12)];
            }
            var field = new FieldSpan(random.Next(40), random.Next(1, PlainNumber.LengthMax + 1));
            var expected = PlainNumber.ReadScalar(buffer.AsSpan(field.Offset, field.Length), expectedDigits);
            if (!PlainNumber.TryRead(buffer, field, digits, out var number))
            {
                Assert.False(PlainNumber.IsSupported);
                return;
            }
            Assert.True(expected.IsPlain == number.IsPlain, $"seed {Seed}, round {round}");
            if (number.IsPlain)
            {
                plain++;
                Assert.Equal((expected.Count, expected.HasPlus), (number.Count, number.HasPlus));
                Assert.Equal(expectedDigits[..expected.Count], digits[..number.Count]);
            }
        }
        Assert.True(plain > 10_000, $"{plain} plain numbers");
    }

    [Fact]
    public void Empty_and_long_values_and_ends_of_buffers_are_not_read()
    {
        var buffer = Encoding.ASCII.GetBytes(new string('1', 64));
        var digits = new byte[PlainNumber.RoomLength];
        Assert.Equal(PlainNumber.IsSupported, PlainNumber.TryRead(buffer, new FieldSpan(32, 24), digits, out _));
        Assert.False(PlainNumber.TryRead(buffer, new FieldSpan(0, 0), digits, out _));
        Assert.False(PlainNumber.TryRead(buffer, new FieldSpan(0, 25), digits, out _));
        Assert.False(PlainNumber.TryRead(buffer, new FieldSpan(33, 1), digits, out _));
    }

    static bool Read(string value, out PlainNumber number, out string digits)
    {
        Assert.SkipUnless(PlainNumber.IsSupported, "There are no such instructions.");
        var buffer = new byte[64];
        Array.Fill(buffer, (byte)'7');
        var length = Encoding.UTF8.GetBytes(value, buffer.AsSpan(1));
        var room = new byte[PlainNumber.RoomLength];
        var isRead = PlainNumber.TryRead(buffer, new FieldSpan(1, length), room, out number);
        digits = Encoding.ASCII.GetString(room, 0, number.Count);
        return isRead;
    }
}
