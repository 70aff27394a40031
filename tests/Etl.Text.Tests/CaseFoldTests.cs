using System.Text;

namespace Etl.Text.Tests;

public sealed class CaseFoldTests
{
    [Theory]
    [InlineData("Ada LOVELACE", "ada lovelace")]
    [InlineData("JOSÉ Ñandú", "josé ñandú")]
    [InlineData("ΣΊΣΥΦΟΣ", "σίσυφοσ")]
    [InlineData("Σίσυφος", "σίσυφοσ")]
    [InlineData("ЁЛКА", "ёлка")]
    [InlineData("Straße", "straße")]
    [InlineData("漢字", "漢字")]
    public void Texts_that_differ_in_case_fold_to_the_same(string text, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(Fold(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Every_character_fits_the_stated_length_and_folding_twice_changes_nothing()
    {
        var source = new byte[4];
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.TryCreate(value, out var rune))
            {
                continue;
            }
            var length = rune.EncodeToUtf8(source);
            var once = Fold(source.AsSpan(0, length));
            if (!source.AsSpan(0, length).SequenceEqual(once))
            {
                Assert.Equal(once, Fold(once));
            }
        }
    }

    [Fact]
    public void Bytes_that_are_not_text_are_kept()
    {
        byte[] bytes = [(byte)'A', 0xFF, 0xC3, (byte)'B', 0xE2, 0x82];
        Assert.Equal([(byte)'a', 0xFF, 0xC3, (byte)'b', 0xE2, 0x82], Fold(bytes));
    }

    static byte[] Fold(ReadOnlySpan<byte> source)
    {
        var destination = new byte[CaseFold.MaxLength(source.Length)];
        return destination[..CaseFold.Fold(source, destination)];
    }
}
