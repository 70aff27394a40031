using Etl.Core.Dedupe;
using Etl.Core.Dedupe.Spilling;
using Etl.Testing;

namespace Etl.Core.Tests.Dedupe.Spilling;

public sealed class OwnerRunsTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 40)]
    [InlineData(true, 1)]
    [InlineData(true, 7)]
    [InlineData(true, 4)]
    [InlineData(true, 70)]
    public void The_lowest_owner_between_two_ids_is_found_whatever_run_it_lies_in(
        bool keepsAllOwners,
        int tableCount
    ) =>
        Repeat.ForSeeds(
            3,
            random =>
            {
                var keys = SimilarKeys(random);
                var expected = keys.Distinct().ToDictionary(key => key, _ => new SortedSet<long>());
                using var runs = new OwnerRuns(folder.Path, keepsAllOwners);
                var ids = 0L;
                for (var table = 0; table < tableCount; table++)
                {
                    var owners = new KeyTable(keepsAllOwners);
                    for (var entry = 0; entry < 10_000 / tableCount; entry++)
                    {
                        var key = keys[random.Next(keys.Length)];
                        // Without all owners ids ascend, as those of contacts do that never give a key up.
                        var id = keepsAllOwners ? random.Next(1, 5_000) : ++ids;
                        owners.Add(key, id);
                        expected[key].Add(id);
                    }
                    runs.Add(owners, TestContext.Current.CancellationToken);
                    if (table == tableCount / 2)
                    {
                        runs.MakeFilter(10_000, 1 << 20, TestContext.Current.CancellationToken);
                    }
                }

                if (random.Next(3) == 0)
                {
                    runs.MergeAll(TestContext.Current.CancellationToken);
                    Assert.Equal(1, runs.RunCount);
                }
                foreach (var (key, owners) in expected)
                {
                    Assert.True(owners.Count == 0 || runs.MayHold(key));
                    Assert.Equal(owners.FirstOrDefault(), runs.Lowest(key, 0, long.MaxValue));
                    var (above, below) = (random.Next(5_000), random.Next(5_000));
                    var between = owners.FirstOrDefault(id => id > above && id < below);
                    if (keepsAllOwners)
                    {
                        Assert.Equal(between, runs.Lowest(key, above, below));
                    }
                    Assert.Equal(0, runs.Lowest(key, 0, Math.Max(owners.FirstOrDefault(), 1)));
                }
                Assert.InRange(runs.RunCount, 1, 12);
            }
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Owners_from_an_id_up_do_not_go_to_the_disk(bool keepsAllOwners)
    {
        using var runs = new OwnerRuns(folder.Path, keepsAllOwners);
        runs.MakeFilter(10, 1 << 10, TestContext.Current.CancellationToken);
        var owners = new KeyTable(keepsAllOwners);
        owners.Add(7, 3);
        owners.Add(7, 5);
        owners.Add(8, 5);

        runs.Add(owners, 3, TestContext.Current.CancellationToken);
        Assert.Equal((0, 0L), (runs.RunCount, runs.KeyCount));

        runs.Add(owners, 5, TestContext.Current.CancellationToken);
        Assert.Equal((1, 1L), (runs.RunCount, runs.KeyCount));
        Assert.Equal((3, 0, 0), (Lowest(7, 0), Lowest(7, 3), Lowest(8, 0)));
        Assert.False(runs.MayHold(8));

        long Lowest(UInt128 key, long above) => runs.Lowest(key, above, long.MaxValue);
    }

    [Fact]
    public void A_key_that_a_hundred_thousand_hold_is_found_from_any_id_on()
    {
        using var runs = new OwnerRuns(folder.Path, keepsAllOwners: true);
        var owners = new KeyTable(keepsAllOwners: true);
        for (var id = 1; id <= 100_000; id++)
        {
            owners.Add(7, id);
        }
        owners.Add(6, 3);
        owners.Add(8, 4);
        runs.Add(owners, TestContext.Current.CancellationToken);

        for (var above = 0; above < 100_000; above += 37)
        {
            Assert.Equal(above + 1, runs.Lowest(7, above, long.MaxValue));
        }
        Assert.Equal(0, runs.Lowest(7, 100_000, long.MaxValue));
        Assert.Equal(3, runs.Lowest(6, 0, long.MaxValue));
        Assert.Equal(4, runs.Lowest(8, 0, long.MaxValue));
    }

    [Fact]
    public void The_filter_knows_hardly_any_key_that_is_not_there()
    {
        var random = new Random(4);
        using var runs = new OwnerRuns(folder.Path, keepsAllOwners: false);
        var owners = new KeyTable(keepsAllOwners: false);
        for (var id = 1; id <= 100_000; id++)
        {
            owners.Add(AnyKey(random), id);
        }
        runs.Add(owners, TestContext.Current.CancellationToken);
        Assert.True(runs.MayHold(AnyKey(random)));

        runs.MakeFilter(100_000, 1 << 20, TestContext.Current.CancellationToken);

        var wrong = Enumerable.Range(0, 100_000).Count(_ => runs.MayHold(AnyKey(random)));
        Assert.InRange(wrong, 0, 500);
        Assert.InRange(runs.MemoryBytes, 200_000, 210_000);
    }

    [Fact]
    public void Whatever_reads_all_keys_can_be_cancelled()
    {
        var owners = new KeyTable(keepsAllOwners: true);
        owners.Add(7, 1);
        using var runs = new OwnerRuns(folder.Path, keepsAllOwners: true);
        runs.Add(owners, TestContext.Current.CancellationToken);
        runs.Add(owners, TestContext.Current.CancellationToken);
        var stopped = new CancellationToken(canceled: true);

        Assert.Throws<OperationCanceledException>(() => runs.MakeFilter(10, 1 << 20, stopped));
        Assert.Throws<OperationCanceledException>(() => runs.MergeAll(stopped));

        Assert.Equal(2, runs.RunCount);
        Assert.Equal(1, runs.Lowest(7, 0, long.MaxValue));
    }

    [Fact]
    public void Nothing_is_left_in_the_folder_and_the_disk_is_told()
    {
        var random = new Random(4);
        var owners = new KeyTable(keepsAllOwners: false);
        for (var id = 1; id <= 1000; id++)
        {
            owners.Add(AnyKey(random), id);
        }
        using (var runs = new OwnerRuns(folder.Path, keepsAllOwners: false))
        {
            for (var run = 0; run < 4; run++)
            {
                runs.Add(owners, TestContext.Current.CancellationToken);
            }
            Assert.Equal(4_000, runs.KeyCount);
            Assert.Equal(1, runs.RunCount);
            // Four runs, and the one that they became, in which each key is once.
            Assert.Equal(5 * 1000 * 24, runs.LengthBytesMax);
        }
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    static UInt128 AnyKey(Random random) =>
        new(
            (ulong)random.NextInt64(long.MinValue, long.MaxValue),
            (ulong)random.NextInt64(long.MinValue, long.MaxValue)
        );

    /// <summary>Keys that differ in one of their parts only, at both ends of their order and between.</summary>
    static UInt128[] SimilarKeys(Random random) =>
        [
            .. Enumerable.Range(0, 200).Select(_ => AnyKey(random)),
            .. Enumerable.Range(1, 50).Select(number => (UInt128)number),
            .. Enumerable.Range(1, 50).Select(number => (UInt128)number << 64),
            .. Enumerable.Range(1, 50).Select(number => ((UInt128)number << 64) | 5),
            .. Enumerable.Range(0, 50).Select(number => UInt128.MaxValue - (UInt128)number),
            .. Enumerable.Range(0, 50).Select(number => UInt128.MaxValue - ((UInt128)number << 120)),
        ];
}
