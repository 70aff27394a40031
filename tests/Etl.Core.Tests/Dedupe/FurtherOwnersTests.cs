using Etl.Core.Dedupe;
using Etl.Testing;

namespace Etl.Core.Tests.Dedupe;

public sealed class FurtherOwnersTests
{
    [Theory]
    [InlineData(1, 40)]
    [InlineData(5, 2_000)]
    [InlineData(3_000, 4)]
    public void Owners_that_come_and_go_in_any_order_are_ordered_sets(int keyCount, int idCount) =>
        Repeat.ForSeeds(
            5,
            random =>
            {
                var owners = new FurtherOwners();
                var expected = Enumerable.Range(0, keyCount).Select(_ => new SortedSet<long>()).ToArray();
                for (var step = 0; step < 30_000; step++)
                {
                    var key = random.Next(keyCount);
                    var id = random.Next(1, idCount + 1);
                    if (random.Next(2) == 0)
                    {
                        owners.Remove((UInt128)key, id);
                        expected[key].Remove(id);
                    }
                    else
                    {
                        owners.Add((UInt128)key, id);
                        expected[key].Add(id);
                    }
                    Assert.Equal(expected[key].FirstOrDefault(), owners.Lowest((UInt128)key));
                    Assert.Equal(expected[key].Count > 0, owners.Holds((UInt128)key));
                }
                Assert.Equal(expected.Sum(ids => (long)ids.Count), owners.Count);
                Assert.Equal(
                    expected.SelectMany((ids, key) => ids.Select(id => ((UInt128)key, id))),
                    owners.Keys.Order().SelectMany(key => owners.Of(key).Select(id => (key, id)))
                );
                for (var key = 0; key < keyCount; key++)
                {
                    Assert.Equal(expected[key], Drain(owners, (UInt128)key));
                }
            }
        );

    [Fact]
    public void Emptied_it_knows_nobody_and_keeps_its_memory()
    {
        var owners = new FurtherOwners();
        for (var round = 0; round < 3; round++)
        {
            for (var id = 1; id <= 2_000; id++)
            {
                owners.Add((UInt128)(id % 50), id);
            }
            owners.Remove(7, 7);
            Assert.Equal(1_999, owners.Count);
            Assert.Equal(57, owners.Lowest(7));
            var (used, length) = (owners.UsedBytes, owners.LengthBytes);
            Assert.InRange(used, 1_999 * 16, length);

            owners.Empty();

            Assert.Equal(0, owners.Count);
            Assert.Equal(0, owners.UsedBytes);
            Assert.Equal(length, owners.LengthBytes);
            Assert.Empty(owners.Keys);
            Assert.Empty(owners.Of(7));
            Assert.False(owners.Holds(7));
        }
    }

    [Fact]
    public void Owners_that_come_where_others_went_take_no_memory()
    {
        var owners = new FurtherOwners();
        for (var id = 1; id <= 20_000; id++)
        {
            owners.Add((UInt128)(id % 500), id);
        }
        var before = owners.LengthBytes;
        var allocated = Allocation.Least(() =>
        {
            for (var id = 1; id <= 20_000; id++)
            {
                owners.Remove((UInt128)(id % 500), id);
                owners.Add((UInt128)((id + 1) % 500), id);
            }
            for (var id = 1; id <= 20_000; id++)
            {
                owners.Remove((UInt128)((id + 1) % 500), id);
                owners.Add((UInt128)(id % 500), id);
            }
        });
        Assert.Equal(0, allocated);
        Assert.Equal(before, owners.LengthBytes);
        Assert.InRange(before, 20_000 * 16, 20_000 * 20);
    }

    /// <summary>A list, or a tree that leans over, would take minutes.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_key_that_many_contacts_share_costs_each_of_them_little(bool isDescending)
    {
        const int Count = 200_000;
        var owners = new FurtherOwners();
        for (var index = 1; index <= Count; index++)
        {
            owners.Add(7, isDescending ? Count + 1 - index : index);
        }
        for (var id = 1; id < Count; id++)
        {
            Assert.Equal(id, owners.Lowest(7));
            owners.Remove(7, id);
        }
        Assert.Equal(Count, owners.Lowest(7));
    }

    static IEnumerable<long> Drain(FurtherOwners owners, UInt128 key)
    {
        while (owners.Holds(key))
        {
            var lowest = owners.Lowest(key);
            owners.Remove(key, lowest);
            yield return lowest;
        }
    }
}
