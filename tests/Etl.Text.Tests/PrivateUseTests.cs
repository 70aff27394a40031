using System.Globalization;
using System.Text;
using Etl.Text.Masks;

namespace Etl.Text.Tests;

public sealed class PrivateUseTests
{
    [Fact]
    public void Every_character_is_told_by_its_category_in_Unicode()
    {
        Span<byte> text = stackalloc byte[6];
        for (var value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value))
            {
                continue;
            }
            text[0] = (byte)'a';
            var length = new Rune(value).EncodeToUtf8(text[1..]);
            text[length + 1] = (byte)'b';
            var isPrivate = Rune.GetUnicodeCategory(new Rune(value)) == UnicodeCategory.PrivateUse;
            Assert.True(
                PrivateUse.IndexIn(text[..(length + 2)]) == (isPrivate ? 1 : -1),
                FormattableString.Invariant($"U+{value:X4}")
            );
        }
    }

    [Theory]
    [InlineData("", -1)]
    [InlineData("Ann", -1)]
    [InlineData("（株）山田", -1)]
    [InlineData("（株）\uE000田", 9)]
    [InlineData("ﺍﺏ\uF8FF", 6)]
    [InlineData("😀\U000F0000", 4)]
    public void The_first_one_is_found(string text, int index) =>
        Assert.Equal(index, PrivateUse.IndexIn(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("EE")]
    [InlineData("EE41")]
    [InlineData("EF")]
    [InlineData("EFA3")]
    [InlineData("F3B080")]
    [InlineData("F48FBFBE")]
    [InlineData("F49080")]
    public void What_is_cut_off_or_no_character_does_no_harm(string bytes) =>
        Assert.True(PrivateUse.IndexIn(Convert.FromHexString(bytes)) <= 0);

    [Fact]
    public void One_is_found_wherever_it_lies_between_two_chunks()
    {
        foreach (var character in (string[])["\uE000", "\uF8FF", "\U000F0000", "\U0010FFFD"])
        {
            for (var at = 0; at < 200; at++)
            {
                var bytes = Encoding.UTF8.GetBytes(new string('a', at) + character + "ｱ");
                Assert.Equal(at, PrivateUse.IndexIn(bytes));
                bytes[at] = (byte)'a';
                Assert.Equal(-1, PrivateUse.IndexIn(bytes));
            }
        }
    }

    [Fact]
    public void Every_width_agrees_with_the_scalar_twin()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        byte[] usual = [0xEE, 0xEF, 0xF3, 0xF4, 0x80, 0xA3, 0xA4, 0xBF, 0x41];
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(300)];
            var share = random.Next(100);
            foreach (ref var item in bytes.AsSpan())
            {
                item = random.Next(400) < share ? usual[random.Next(usual.Length)] : (byte)(random.Next(2) * 0xBC);
            }
            var expected = PrivateUse.IndexInScalar(bytes);
            Assert.Equal((Seed, round, expected), (Seed, round, PrivateUse.IndexIn(bytes)));
            Assert.Equal((Seed, round, expected), (Seed, round, PrivateUse.IndexIn<Chunk128>(bytes)));
            Assert.Equal((Seed, round, expected), (Seed, round, PrivateUse.IndexIn<Chunk256>(bytes)));
            Assert.Equal((Seed, round, expected), (Seed, round, PrivateUse.IndexIn<Chunk512>(bytes)));
        }
    }
}
