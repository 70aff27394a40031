using Etl.Core.Dedupe;

namespace Etl.Core.Tests.Dedupe;

public sealed class KeySetTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 50_000)]
    [InlineData(4, 1_000_000)]
    public void Agrees_with_a_hash_set_through_many_growths(int seed, long expectedKeys)
    {
        var random = new Random(seed);
        var expected = new HashSet<UInt128>();
        var keys = new KeySet(expectedKeys);
        for (var count = 0; count < 200_000; count++)
        {
            var key = new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64(1, 60_000));
            key = count % 3 == 0 ? new UInt128((ulong)key & 1023, 7) : key;

            Assert.Equal(expected.Contains(key), keys.Contains(key));
            Assert.Equal(expected.Add(key), keys.Add(key));
        }
        Assert.Equal(expected.Count, keys.Count);
        Assert.All(expected, key => Assert.True(keys.Contains(key)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50_000)]
    [InlineData(1_000_000)]
    public void Draining_gives_each_key_once_and_leaves_none(long expectedKeys)
    {
        var random = new Random(5);
        var keys = new KeySet(expectedKeys);
        UInt128[] added =
        [
            .. Enumerable.Range(1, 100_000).Select(low => new UInt128((ulong)random.NextInt64() << 1, (ulong)low)),
        ];
        foreach (var key in added)
        {
            keys.Add(key);
        }

        Assert.Equal(added.Order(), keys.Drain().Order());
        Assert.Equal(0, keys.Count);
        Assert.DoesNotContain(added, keys.Contains);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2_000_000, 0)]
    [InlineData(2_000_000, 2_000_000)]
    [InlineData(1000, 1000)]
    public void No_key_is_lost_in_room_that_others_make_pages_of(long countMax, long countSure)
    {
        var random = new Random(6);
        UInt128[] added =
        [
            .. Enumerable.Range(1, 300_000).Select(low => new UInt128((ulong)random.NextInt64() << 1, (ulong)low)),
        ];
        var room = KeySet.MakeRoom(countMax, countSure);
        var others = Enumerable.Range(0, 3).Select(_ => Task.Run(room.MakePages)).ToArray();

        var keys = new KeySet(200_000, room);
        Assert.All(added, key => Assert.True(keys.Add(key)));

        Task.WaitAll(others);
        Assert.All(added, key => Assert.True(keys.Contains(key)));
        Assert.Equal(added.Order(), keys.Drain().Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200_000)]
    public void A_released_set_has_given_its_pages_back(long expectedKeys)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere pages stay until the process ends.");
        var random = new Random(7);
        UInt128[] added =
        [
            .. Enumerable.Range(1, 100_000).Select(low => new UInt128((ulong)random.NextInt64() << 1, (ulong)low)),
        ];
        var keys = new KeySet(expectedKeys);
        Assert.All(added, key => Assert.True(keys.Add(key)));

        keys.Release();

        // What is left lies on pages that other memory has a part in.
        Assert.InRange(added.Count(keys.Contains), 0, added.Length / 2);
        Assert.Equal(Enumerable.Range(0, 100), StillWritable());
    }

    /// <summary>The slots of other sets are none of its business.</summary>
    static IEnumerable<int> StillWritable()
    {
        var others = new KeySet(50_000);
        return Enumerable.Range(0, 100).Where(number => others.Add(new UInt128((ulong)number << 50, 3)));
    }

    [Fact]
    public void Keys_that_crowd_one_slot_are_all_kept()
    {
        var keys = new KeySet();
        for (ulong high = 1; high < 2000; high++)
        {
            Assert.True(keys.Add(new UInt128(high, 5)));
        }

        Assert.True(keys.Contains(new UInt128(1999, 5)));
        Assert.False(keys.Contains(new UInt128(2000, 5)));
    }
}
