using System.Text;

namespace Etl.Text.Tests;

public sealed class CodeFormTests
{
    const int Seed = 24;

    [Theory]
    [InlineData("99999", "94110", true)]
    [InlineData("99999", "9411", false)]
    [InlineData("99999", "941101", false)]
    [InlineData("99999", "9411O", false)]
    [InlineData("A9A 9A9", "K1A 0B1", true)]
    [InlineData("A9A 9A9", "k1A 0B1", false)]
    [InlineData("A9A 9A9", "K1A-0B1", false)]
    [InlineData("A** ****", "D02 X285", true)]
    [InlineData("LT-99999", "LT-01234", true)]
    [InlineData("LT-99999", "LV-01234", false)]
    [InlineData("9999999999999999", "0123456789012345", true)]
    public void A_code_is_of_a_form_or_not(string form, string code, bool expected)
    {
        Assert.True(CodeText.TryLoad(Encoding.ASCII.GetBytes(code), out var text));
        Assert.Equal(expected, new CodeForm(Encoding.ASCII.GetBytes(form)).Fits(text));
    }

    [Fact]
    public void A_form_agrees_with_the_scalar_twin_whatever_lies_around_the_code()
    {
        var random = new Random(Seed);
        var buffer = new byte[256];
        var count = 0;
        for (var round = 0; round < 100_000; round++)
        {
            foreach (ref var item in buffer.AsSpan())
            {
                item = "09AZ -@[/:\0\u007F"u8[random.Next(random.Next(4) == 0 ? 12 : 5)];
            }
            var length = random.Next(1, random.Next(3) == 0 ? 17 : 5);
            var form = new byte[random.Next(5) == 0 ? random.Next(1, 17) : length];
            foreach (ref var item in form.AsSpan())
            {
                item = "9A* -B"u8[random.Next(6)];
            }
            var field = new FieldSpan(random.Next(buffer.Length - 16), length);
            var expected = CodeForm.FitsScalar(buffer.AsSpan(field.Offset, length), form);
            count += expected ? 1 : 0;
            Assert.True(CodeText.TryLoad(buffer, field, out var inBuffer));
            Assert.True(CodeText.TryLoad(buffer.AsSpan(field.Offset, length), out var alone));
            Assert.Equal((Seed, round, expected), (Seed, round, new CodeForm(form).Fits(inBuffer)));
            Assert.Equal((Seed, round, expected), (Seed, round, new CodeForm(form).Fits(alone)));
        }
        Assert.True(count > 1_000);
    }

    [Theory]
    [InlineData("94110", true)]
    [InlineData("k1aZ9", true)]
    [InlineData("K1A 0B1", false)]
    [InlineData("1234.0", false)]
    [InlineData("A@", false)]
    [InlineData("z{", false)]
    [InlineData("é1", false)]
    public void Letters_and_digits_alone_are_told_from_others(string code, bool expected)
    {
        Assert.True(CodeText.TryLoad(Encoding.UTF8.GetBytes(code), out var text));
        Assert.Equal(expected, text.IsAlphanumeric);
    }

    [Fact]
    public void No_code_has_the_form_that_is_none()
    {
        var none = default(CodeForm);
        Assert.True(CodeText.TryLoad("\0\0\0"u8, out var text));
        Assert.False(none.Fits(text));
    }

    [Fact]
    public void Empty_and_long_values_and_ends_of_buffers_are_not_loaded()
    {
        var buffer = new byte[32];
        Assert.True(CodeText.TryLoad(buffer, new FieldSpan(16, 16), out _));
        Assert.False(CodeText.TryLoad(buffer, new FieldSpan(17, 1), out _));
        Assert.False(CodeText.TryLoad(buffer, new FieldSpan(0, 0), out _));
        Assert.False(CodeText.TryLoad(buffer, new FieldSpan(0, 17), out _));
        Assert.False(CodeText.TryLoad([], out _));
        Assert.False(CodeText.TryLoad(buffer.AsSpan(0, 17), out _));
    }
}
