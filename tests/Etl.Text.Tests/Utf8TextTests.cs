using System.Text;

namespace Etl.Text.Tests;

public sealed class Utf8TextTests
{
    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("a", 0, 1)]
    [InlineData(" \t a b \t", 3, 3)]
    [InlineData("  \t ", 0, 0)]
    [InlineData("\u00a0a", 0, 3)]
    public void Spaces_and_tabs_are_trimmed_at_both_ends(string value, int offset, int length)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Assert.Equal(new FieldSpan(offset, length), Utf8Text.TrimAsciiSpace(bytes));
        byte[] inside = [(byte)' ', .. bytes, (byte)' '];
        var trimmed = Utf8Text.TrimAsciiSpace(inside, new FieldSpan(1, bytes.Length));
        Assert.Equal(new FieldSpan(offset + 1, length), trimmed);
    }

    [Fact]
    public void Overlong_forms_surrogates_and_cut_characters_are_not_valid()
    {
        Assert.True(Utf8Text.IsValid("José 漢字 😀"u8));
        byte[][] bad =
        [
            [0xFF],
            [0xC0, 0x80],
            [0xED, 0xA0, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0xE2, 0x82],
            [0x80],
        ];
        Assert.All(bad, bytes => Assert.False(Utf8Text.IsValid(bytes)));
    }
}
