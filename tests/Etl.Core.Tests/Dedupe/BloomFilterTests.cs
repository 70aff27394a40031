using Etl.Core.Dedupe;

namespace Etl.Core.Tests.Dedupe;

public sealed class BloomFilterTests
{
    const int KeyCount = 100_000;

    [Theory]
    [InlineData(KeyCount)]
    [InlineData(KeyCount / 100)]
    [InlineData(0)]
    public void What_was_added_is_never_denied(int expectedKeys)
    {
        var filter = new BloomFilter(expectedKeys, 1 << 20);
        var keys = Keys(1).Take(KeyCount).ToList();
        keys.ForEach(filter.Add);
        Assert.All(keys, key => Assert.True(filter.MayContain(key)));
    }

    [Fact]
    public void At_sixteen_bits_a_key_few_absent_keys_may_be_there()
    {
        var filter = new BloomFilter(KeyCount, long.MaxValue / 8);
        foreach (var key in Keys(2).Take(KeyCount))
        {
            filter.Add(key);
        }
        var wrong = Keys(3).Take(KeyCount).Count(filter.MayContain);
        Assert.InRange(wrong, 0, KeyCount / 300);
    }

    [Fact]
    public void An_empty_filter_denies_everything() =>
        Assert.All(Keys(4).Take(1000), key => Assert.False(new BloomFilter(1000, 1 << 20).MayContain(key)));

    [Fact]
    public void It_takes_no_more_memory_than_it_may() =>
        Assert.True(new BloomFilter(1_000_000_000, 1 << 20).LengthBytes <= 1 << 20);

    static IEnumerable<UInt128> Keys(int seed)
    {
        var random = new Random(seed);
        while (true)
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            yield return new UInt128(BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes, 8));
        }
    }
}
