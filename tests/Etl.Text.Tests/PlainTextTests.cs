using System.Text;
using Etl.Text.Masks;

namespace Etl.Text.Tests;

public sealed class PlainTextTests
{
    const int Seed = 11;

    static readonly CodePointSet plain = new([(0xA1, 0x2FF), (0x4E00, 0x9FFF), (0xD000, 0xE000), (0x1F300, 0x1FAFF)]);

    static readonly CodePointSet usual = new([(0xC0, 0x2FF), (0x400, 0x47F), (0x5000, 0x9FFF), (0xB000, 0xCFFF)]);

    [Theory]
    [InlineData("", true, true)]
    [InlineData("a", true, true)]
    [InlineData("Ann B. Smith~", true, true)]
    [InlineData(" a", false, true)]
    [InlineData("a ", false, true)]
    [InlineData(" ", false, true)]
    [InlineData("a  b", false, true)]
    [InlineData("a\tb", false, true)]
    [InlineData("a\nb", false, true)]
    [InlineData("a\rb", false, false)]
    [InlineData("a\u007F", false, false)]
    [InlineData("a\0", false, false)]
    [InlineData("Núñez", true, true)]
    [InlineData("王 é 👩", true, true)]
    [InlineData("a\u0301", false, false)]
    [InlineData("\u00A0a", false, false)]
    [InlineData("\U00020000", false, false)]
    public void Values_are_plain_or_not(string value, bool isLine, bool isLines)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Assert.Equal(isLine, PlainText.IsLine(bytes, plain));
        Assert.Equal(isLines, PlainText.IsLines(bytes, plain));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_width_agrees_with_the_scalar_twin_whatever_lies_around_the_value(bool hasUsualBlocks)
    {
        var set = hasUsualBlocks ? usual : plain;
        Assert.Equal(hasUsualBlocks, set.HasUsualBlocks);
        var random = new Random(Seed);
        var buffer = new byte[2 * 4096];
        for (var round = 0; round < 60_000; round++)
        {
            if (round % 50 == 0)
            {
                Fill(random, buffer, isText: round % 100 == 0);
            }
            var length = random.Next(random.Next(4) == 0 ? 100 : 12);
            var value = buffer.AsSpan(random.Next(buffer.Length - length), length);
            var isLine = PlainText.IsLineScalar(value, set);
            var isLines = PlainText.IsLinesScalar(value, set);
            Assert.Equal((Seed, round, isLine), (Seed, round, PlainText.IsLine<Chunk128>(value, set)));
            Assert.Equal((Seed, round, isLine), (Seed, round, PlainText.IsLine<Chunk256>(value, set)));
            Assert.Equal((Seed, round, isLine), (Seed, round, PlainText.IsLine<Chunk512>(value, set)));
            Assert.Equal((Seed, round, isLines), (Seed, round, PlainText.IsLines<Chunk128>(value, set)));
            Assert.Equal((Seed, round, isLines), (Seed, round, PlainText.IsLines<Chunk256>(value, set)));
            Assert.Equal((Seed, round, isLines), (Seed, round, PlainText.IsLines<Chunk512>(value, set)));
        }
    }

    [Fact]
    public void A_set_holds_the_characters_of_its_ranges_and_no_ill_formed_text()
    {
        for (var value = 0x80; value <= 0x10FFFF; value++)
        {
            var isMember =
                value is >= 0xA1 and <= 0x2FF or >= 0x4E00 and <= 0x9FFF or >= 0x1F300 and <= 0x1FAFF
                || (value is >= 0xD000 and <= 0xE000 && !(value is >= 0xD800 and <= 0xDFFF));
            if (isMember != plain.Contains(value))
            {
                Assert.Fail($"U+{value:X4}");
            }
        }
        byte[][] illFormed =
        [
            [0x80],
            [0xC1, 0xBF],
            [0xC3],
            [0xC3, 0x28],
            [0xE4, 0xB8],
            [0xE4, 0xB8, 0x28],
            [0xE0, 0x82, 0xA9],
            [0xED, 0xA0, 0x80],
            [0xF0, 0x9F, 0x91],
            [0xF0, 0x82, 0x82, 0xA9],
            [0xF5, 0x80, 0x80, 0x80],
            [0xFF],
        ];
        foreach (var value in illFormed)
        {
            Assert.False(plain.ContainsBeyondAscii(value), Convert.ToHexString(value));
            Assert.False(PlainText.IsLine(value, plain), Convert.ToHexString(value));
        }
    }

    // Random bytes, or whole characters of all lengths that mostly are in the set, with faults here and there.
    static void Fill(Random random, Span<byte> buffer, bool isText)
    {
        random.NextBytes(buffer);
        string[] pieces =
        [
            "a",
            "Z",
            " ",
            "é",
            "ж",
            "王",
            "각",
            "\uD7FF",
            "👩",
            "\u0301",
            "\u2003",
            "\n",
            "  ",
            "b",
            "c",
        ];
        var position = 0;
        while (isText && position < buffer.Length - 8)
        {
            var piece = pieces[random.Next(random.Next(3) == 0 ? pieces.Length : 9)];
            position += Encoding.UTF8.GetBytes(piece, buffer[position..]);
            if (random.Next(60) == 0)
            {
                position--; // the next character overwrites the end of this one
            }
            position = Math.Max(position, 0);
        }
    }
}
