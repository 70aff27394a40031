using Etl.Text.Masks;

namespace Etl.Text.Tests;

public sealed class TextScanTests
{
    [Theory]
    [InlineData("", TextTraits.None)]
    [InlineData("a b", TextTraits.Lower)]
    [InlineData(" ", TextTraits.EdgeSpace)]
    [InlineData("  ", TextTraits.EdgeSpace | TextTraits.SpaceRun)]
    [InlineData("Ab 1", TextTraits.Upper | TextTraits.Lower | TextTraits.Digit)]
    [InlineData("a\t", TextTraits.Lower | TextTraits.Control)]
    [InlineData("\u007f", TextTraits.Control)]
    [InlineData("é", TextTraits.NonAscii)]
    [InlineData("a@b", TextTraits.Lower | TextTraits.Punctuation)]
    [InlineData("a  b", TextTraits.Lower | TextTraits.SpaceRun)]
    [InlineData("[`{~!/:@", TextTraits.Punctuation)]
    public void Values_have_their_traits(string value, TextTraits expected) =>
        Assert.Equal(expected, TextScan.Classify(System.Text.Encoding.UTF8.GetBytes(value)));

    [Fact]
    public void Every_width_agrees_with_the_scalar_twin_whatever_lies_around_the_value()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        // Longer than a page, so that values also lie across the border of one.
        var buffer = new byte[3 * 4096];
        for (var round = 0; round < 60_000; round++)
        {
            if (round % 100 == 0)
            {
                // Whole bytes, or mostly letters and spaces, so that every trait is also absent at times.
                random.NextBytes(buffer);
                var isPlain = round % 200 == 0;
                foreach (ref var item in buffer.AsSpan())
                {
                    item = isPlain ? "abcdefghij klmno"u8[item & 15] : item;
                }
            }
            var length = random.Next(random.Next(2) == 0 ? 20 : 200);
            var value = buffer.AsSpan(random.Next(buffer.Length - 64 - length), length);
            var expected = TextScan.ClassifyScalar(value);
            Assert.Equal((Seed, round, expected), (Seed, round, TextScan.Classify(value)));
            Assert.Equal((Seed, round, expected), (Seed, round, TextScan.ClassifyPadded(value)));
            Assert.Equal((Seed, round, expected), (Seed, round, TextScan.Classify<Chunk128>(value)));
            Assert.Equal((Seed, round, expected), (Seed, round, TextScan.Classify<Chunk256>(value)));
            Assert.Equal((Seed, round, expected), (Seed, round, TextScan.Classify<Chunk512>(value)));
        }
    }
}
