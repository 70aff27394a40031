using Etl.Text.Masks;

namespace Etl.Text.Tests;

public sealed class NonAsciiRunsTests
{
    [Fact]
    public void A_run_begins_where_four_bytes_beyond_ASCII_follow_each_other()
    {
        Assert.Equal(-1, NonAsciiRuns.IndexOf([]));
        Assert.Equal(-1, NonAsciiRuns.IndexOf("Jörg Müller, 5 €"u8));
        Assert.Equal(3, NonAsciiRuns.IndexOf("JosÃ©"u8));
        Assert.Equal(0, NonAsciiRuns.IndexOf("李明"u8));
    }

    [Fact]
    public void A_run_is_found_wherever_it_lies_between_two_chunks()
    {
        for (var at = 0; at < 200; at++)
        {
            var bytes = new byte[210];
            bytes.AsSpan(at, NonAsciiRuns.LengthMin).Fill(0x80);
            Assert.Equal(at, NonAsciiRuns.IndexOf(bytes));
            bytes[at + 1] = 0x7F;
            Assert.Equal(-1, NonAsciiRuns.IndexOf(bytes));
        }
    }

    [Fact]
    public void Every_width_agrees_with_the_scalar_twin()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(300)];
            var share = random.Next(100);
            foreach (ref var item in bytes.AsSpan())
            {
                item = (byte)(random.Next(100) < share / 2 ? random.Next(0x80, 0x100) : random.Next(0x80));
            }
            var expected = NonAsciiRuns.IndexOfScalar(bytes);
            Assert.Equal((Seed, round, expected), (Seed, round, NonAsciiRuns.IndexOf(bytes)));
            Assert.Equal((Seed, round, expected), (Seed, round, NonAsciiRuns.IndexOf<Chunk128>(bytes)));
            Assert.Equal((Seed, round, expected), (Seed, round, NonAsciiRuns.IndexOf<Chunk256>(bytes)));
            Assert.Equal((Seed, round, expected), (Seed, round, NonAsciiRuns.IndexOf<Chunk512>(bytes)));
        }
    }
}
