using Etl.Databases.Sqlite;

namespace Etl.Databases.Tests.Sqlite;

public sealed class KeyMemoryTests
{
    const long MB = 1L << 20;

    [Theory]
    [InlineData(8)]
    [InlineData(100)]
    [InlineData(400)]
    [InlineData(16_000)]
    public void All_shares_together_are_what_the_sink_may_use(long megabytes)
    {
        var memory = new KeyMemory(StoreFixture.Options(1) with { MemoryBytes = megabytes * MB });

        Assert.Equal(megabytes * MB, memory.CacheBytes + memory.KeyBytesMax);
        // The rest is for the first keys of blocks, and what is read and written at a time.
        var beyond = memory.FilterBytesMax + memory.ReleasedBytesMax + memory.RecentBytesMax;
        Assert.InRange(beyond, memory.KeyBytesMax * 3 / 4, memory.KeyBytesMax * 7 / 8);
    }

    [Fact]
    public void Hardly_any_memory_still_gives_each_share_something()
    {
        var memory = new KeyMemory(StoreFixture.Options(1) with { MemoryBytes = 1000 });

        Assert.True(memory.KeyBytesMax < 0);
        Assert.InRange(memory.FilterBytesMax, 1, MB);
        Assert.InRange(memory.ReleasedBytesMax, 1, MB);
        Assert.InRange(memory.RecentBytesMax, 1, MB);
    }
}
