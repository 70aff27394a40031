using Etl.Core.Dedupe;
using Etl.Testing;

namespace Etl.Core.Tests.Dedupe;

public sealed class KeyTableTests
{
    [Theory]
    [InlineData(6)]
    [InlineData(5000)]
    public void Adding_and_removing_in_any_order_finds_the_lowest_owner(int keyCount) =>
        Repeat.ForSeeds(
            5,
            random =>
            {
                UInt128[] keys = [.. Enumerable.Range(0, keyCount).Select(_ => Key(random))];
                var table = new KeyTable(keepsAllOwners: true);
                var expected = keys.ToDictionary(key => key, _ => new SortedSet<long>());
                for (var step = 0; step < 20_000; step++)
                {
                    var key = keys[random.Next(keys.Length)];
                    long id = random.Next(1, 9);
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
        Assert.InRange(table.LengthBytes, 200_000 * 24, KeyTable.BytesFor(200_000) * 5 / 4);
    }

    static UInt128 Key(Random random) => new((ulong)random.NextInt64(), (ulong)random.NextInt64());
}
