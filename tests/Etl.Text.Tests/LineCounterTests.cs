namespace Etl.Text.Tests;

public sealed class LineCounterTests
{
    [Fact]
    public void Line_feeds_pairs_and_lone_returns_count_one_each()
    {
        Assert.Equal(0, LineCounter.Count([]));
        Assert.Equal(0, LineCounter.Count("abc"u8));
        Assert.Equal(5, LineCounter.Count("a\nb\r\nc\r\r\n\n"u8));
        Assert.Equal(1, LineCounter.Count("a\r"u8));
    }

    [Fact]
    public void Vectors_agree_with_the_scalar_twin()
    {
        const int Seed = 3;
        var random = new Random(Seed);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(300)];
            foreach (ref var item in bytes.AsSpan())
            {
                item = "\r\n\r\nab"u8[random.Next(6)];
            }
            var expected = LineCounter.CountScalar(bytes);
            Assert.Equal((Seed, round, expected), (Seed, round, LineCounter.Count(bytes)));
        }
    }

    [Fact]
    public void More_lines_than_a_byte_counts_are_counted()
    {
        var bytes = new byte[100_003];
        bytes.AsSpan().Fill((byte)'\n');

        Assert.Equal(bytes.Length, LineCounter.Count(bytes));
    }
}
