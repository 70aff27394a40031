using Etl.Core.Contracts;
using Etl.Databases.Sqlite;
using Etl.Databases.Stores;
using Etl.Databases.Tests.Sqlite;

namespace Etl.Databases.Tests.Stores;

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
        var options = Options(megabytes * MB);
        var cacheBytes = PageMemory.BytesOf(options);
        var memory = new KeyMemory(options, cacheBytes);

        Assert.Equal(megabytes * MB, cacheBytes + memory.KeyBytesMax);
        // The rest is for the first keys of blocks, and what is read and written at a time.
        var beyond = memory.FilterBytesMax + memory.ReleasedBytesMax + memory.RecentBytesMax;
        Assert.InRange(beyond, memory.KeyBytesMax * 3 / 4, memory.KeyBytesMax * 7 / 8);
    }

    [Fact]
    public void Hardly_any_memory_still_gives_each_share_something()
    {
        var options = Options(1000);
        var memory = new KeyMemory(options, PageMemory.BytesOf(options));

        Assert.True(memory.KeyBytesMax < 0);
        Assert.InRange(memory.FilterBytesMax, 1, MB);
        Assert.InRange(memory.ReleasedBytesMax, 1, MB);
        Assert.InRange(memory.RecentBytesMax, 1, MB);
    }

    [Fact]
    public void A_store_without_a_cache_leaves_all_to_the_keys() =>
        Assert.Equal(8 * MB, new KeyMemory(Options(8 * MB)).KeyBytesMax);

    static StoreSinkOptions Options(long memoryBytes) => StoreFixture.Options(1) with { MemoryBytes = memoryBytes };
}
