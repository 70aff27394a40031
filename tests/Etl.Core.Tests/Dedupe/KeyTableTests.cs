using Etl.Core.Dedupe;
using Etl.Testing;

namespace Etl.Core.Tests.Dedupe;

public sealed class KeyTableTests
{
    [Theory]
    [InlineData(6, 0, 0)]
    [InlineData(5000, 0, 0)]
    [InlineData(6, int.MaxValue, 0)]
    [InlineData(5000, 1L << 62, 0)]
    [InlineData(5000, 0, 400_000)]
    [InlineData(5000, 1L << 62, 3_000_000)]
    public void Adding_and_removing_in_any_order_finds_the_lowest_owner(
        int keyCount,
        long idsAbove,
        long expectedKeys
    ) =>
        Repeat.ForSeeds(
            5,
            random =>
            {
                UInt128[] keys = [.. Enumerable.Range(0, keyCount).Select(_ => Key(random))];
                var table = new KeyTable(keepsAllOwners: true, expectedKeys);
                var expected = keys.ToDictionary(key => key, _ => new SortedSet<long>());
                for (var step = 0; step < 20_000; step++)
                {
                    var key = keys[random.Next(keys.Length)];
                    var id = idsAbove + random.Next(1, 9);
                    if (random.Next(5) < 2)
                    {
                        table.Remove(key, id);
                        expected[key].Remove(id);
                    }
                    else
                    {
                        table.Add(key, id);
                        expected[key].Add(id);
                    }
                    Assert.Equal(expected[key].FirstOrDefault(), table.Find(key));
                }
                Assert.All(expected, entry => Assert.Equal(entry.Value.FirstOrDefault(), table.Find(entry.Key)));
                Assert.Equal(expected.Count(entry => entry.Value.Count > 0), table.Count);
            }
        );

    [Fact]
    public void A_key_that_everybody_shares_is_still_one_entry()
    {
        var table = new KeyTable(keepsAllOwners: false);
        for (var id = 1; id <= 100_000; id++)
        {
            table.Add(7, id);
        }
        Assert.Equal(1, table.Find(7));
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void Memory_is_counted_and_stays_within_what_is_foretold()
    {
        var random = new Random(3);
        var table = new KeyTable(keepsAllOwners: false);
        for (var id = 1; id <= 200_000; id++)
        {
            table.Add(Key(random), id);
        }
        Assert.InRange(table.LengthBytes, 200_000 * 16, KeyTable.BytesFor(200_000));
    }

    [Fact]
    public void Tables_of_any_size_stay_within_what_is_foretold_and_nearly_two_thirds_full()
    {
        var random = new Random(5);
        var table = new KeyTable(keepsAllOwners: false);
        for (var id = 1; id <= 3_000_000; id++)
        {
            table.Add(Key(random), id);
            if (id % 99_991 == 0)
            {
                Assert.InRange(table.LengthBytes, id * 16L, KeyTable.BytesFor(id));
            }
        }
        Assert.InRange(table.LengthBytes, 0, 3_000_000 * 16 * 7 / 4);
    }

    [Fact]
    public void Every_key_is_found_again_while_partitions_grow()
    {
        var random = new Random(6);
        UInt128[] keys = [.. Enumerable.Range(0, 400_000).Select(_ => Key(random) & InFewPartitions)];
        var table = new KeyTable(keepsAllOwners: false);
        for (var index = 0; index < keys.Length; index++)
        {
            table.Add(keys[index], index + 1);
            Assert.Equal(index / 2 + 1, table.Find(keys[index / 2]));
        }
        Assert.Equal(keys.Length, table.Count);
        Assert.All(keys.Index(), entry => Assert.Equal(entry.Index + 1, table.Find(entry.Item)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Keys_that_all_belong_at_the_end_of_a_partition_are_found_and_removed(int highStep, int lowStep)
    {
        UInt128[] keys =
        [
            .. Enumerable
                .Range(0, 600)
                .Select(index => new UInt128((ulong)(index * highStep), ulong.MaxValue - (ulong)(index * lowStep))),
        ];
        var table = new KeyTable(keepsAllOwners: true);
        foreach (var (index, key) in keys.Index())
        {
            table.Add(key, index + 1);
        }
        Assert.All(keys.Index(), entry => Assert.Equal(entry.Index + 1, table.Find(entry.Item)));
        foreach (var (index, key) in keys.Index())
        {
            table.Remove(key, index + 1);
            Assert.Equal(0, table.Find(key));
            Assert.All(keys[(index + 1)..].Take(5), later => Assert.NotEqual(0, table.Find(later)));
        }
        Assert.Equal(0, table.Count);
    }

    [Fact]
    public void Ids_of_any_size_are_given_back()
    {
        var random = new Random(7);
        var table = new KeyTable(keepsAllOwners: false);
        var expected = new Dictionary<UInt128, long>();
        for (var step = 0; step < 50_000; step++)
        {
            var id = (step % 3) switch
            {
                0 => random.NextInt64(1, long.MaxValue),
                1 => (1L << 62) + step,
                _ => random.Next(1, int.MaxValue),
            };
            var key = Key(random);
            table.Add(key, id);
            expected.Add(key, id);
        }
        Assert.All(expected, entry => Assert.Equal(entry.Value, table.Find(entry.Key)));
    }

    /// <summary>A contact without any key is not told to the table, so ids that follow one another have gaps.</summary>
    [Theory]
    [InlineData(1, 1_600_000)]
    [InlineData(40, 1_600_000)]
    [InlineData(256, 8_000_000)]
    [InlineData(1000, 8_000_000)]
    public void Ids_with_gaps_are_given_back(int gapMax, long bytesMax)
    {
        const int Count = 100_000;
        var random = new Random(8);
        var table = new KeyTable(keepsAllOwners: false);
        var expected = new Dictionary<UInt128, long>();
        for (var id = 1L << 62; expected.Count < Count; id += 1 + random.Next(gapMax + 1))
        {
            var key = Key(random);
            table.Add(key, id);
            expected.Add(key, id);
        }
        Assert.All(expected, entry => Assert.Equal(entry.Value, table.Find(entry.Key)));
        Assert.InRange(table.LengthBytes, Count * 16, KeyTable.BytesFor(Count) + bytesMax - 1_600_000);
    }

    /// <summary>Two of 256 partitions, so that they become large.</summary>
    static readonly UInt128 InFewPartitions = new(0x01FF_FFFF_FFFF_FFFF, ulong.MaxValue);

    static UInt128 Key(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(bytes);
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(5_000_000)]
    public void Room_that_was_made_ahead_is_not_more_than_growing_takes(int keyCount)
    {
        var ahead = new KeyTable(keepsAllOwners: false, keyCount);
        Assert.InRange(ahead.LengthBytes, keyCount * 3L / 2 * 15, KeyTable.BytesFor(keyCount));
    }

    [Fact]
    public void A_table_with_too_little_room_made_ahead_grows()
    {
        var random = new Random(5);
        var table = new KeyTable(keepsAllOwners: false, 600_000);
        var keys = Enumerable.Range(0, 2_000_000).Select(_ => Key(random)).ToArray();
        for (var index = 0; index < keys.Length; index++)
        {
            table.Add(keys[index], index + 1);
        }
        Assert.Equal(keys.Length, table.Count);
        Assert.True(Enumerable.Range(0, keys.Length).All(index => table.Find(keys[index]) == index + 1));
    }
}
