using Etl.Core.Dedupe.Spilling;
using Etl.Testing;

namespace Etl.Core.Tests.Dedupe.Spilling;

public sealed class OwnerMergeTests : IDisposable
{
    const int KeyCount = 20_000;

    readonly TempFolder folder = new();
    readonly List<OwnerRun> runs = [];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        runs.ForEach(run => run.Dispose());
        folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Sequences_become_one_with_each_entry_once(bool keepsAllOwners)
    {
        OwnedKey[] one = [new(1, 5), new(2, 1), new(2, 7)];
        OwnedKey[] other = [new(1, 4), new(2, 1), new(9, 3)];
        OwnedKey[] expected = keepsAllOwners
            ? [new(1, 4), new(1, 5), new(2, 1), new(2, 7), new(9, 3)]
            : [new(1, 4), new(2, 1), new(9, 3)];

        Assert.Equal(expected, OwnerMerge.Of([one, [], other], keepsAllOwners));
    }

    [Fact]
    public void Whoever_stops_early_gives_all_buffers_back()
    {
        var sources = Sources();
        using var rented = new RentedBuffers(OwnerRun.PieceBytes);

        Assert.Equal(500, OwnerMerge.Of(sources, keepsAllOwners: true).Take(500).Count());

        Assert.Equal((0, 3), (rented.Count, rented.EverCount));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 3)]
    [InlineData(5_000, 3)]
    public void A_source_that_fails_has_all_buffers_given_back_and_no_file_left(int goodCount, int startedCount)
    {
        var sources = Sources();
        sources.Insert(1, Entries(goodCount).Concat(Failing()));
        using var rented = new RentedBuffers(OwnerRun.PieceBytes);

        Assert.Throws<IOException>(() => Write(sources, Cancellation));

        // One is the new run's own.
        Assert.Equal((0, startedCount + 1), (rented.Count, rented.EverCount));
        runs.ForEach(run => run.Dispose());
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_merge_that_is_cancelled_ends_soon_and_gives_all_buffers_back()
    {
        using var stop = new CancellationTokenSource();
        var sources = Sources();
        var taken = 0;
        sources.Add(Entries(KeyCount).Select(Count));
        using var rented = new RentedBuffers(OwnerRun.PieceBytes);

        Assert.Throws<OperationCanceledException>(() => Write(sources, stop.Token));

        Assert.Equal((0, 4), (rented.Count, rented.EverCount));
        Assert.InRange(taken, 5_000, 5_000 + (OwnerRun.PieceBytes / OwnedKey.LengthBytes));

        OwnedKey Count(OwnedKey key)
        {
            if (++taken == 5_000)
            {
                stop.Cancel();
            }
            return key;
        }
    }

    /// <summary>Three runs on the disk, each of some pieces.</summary>
    List<IEnumerable<OwnedKey>> Sources()
    {
        for (var count = 0; count < 3; count++)
        {
            runs.Add(OwnerRun.Write(folder.Path, Entries(KeyCount), KeyCount, Cancellation));
        }
        return [.. runs.Select(run => run.Entries(Cancellation))];
    }

    static IEnumerable<OwnedKey> Entries(int count) =>
        Enumerable.Range(1, count).Select(number => new OwnedKey((UInt128)(uint)number, number));

    static IEnumerable<OwnedKey> Failing() =>
        Enumerable.Range(0, 1).Select<int, OwnedKey>(_ => throw new IOException("The disk is gone."));

    void Write(List<IEnumerable<OwnedKey>> sources, CancellationToken cancellationToken) =>
        OwnerRun.Write(folder.Path, OwnerMerge.Of(sources, keepsAllOwners: true), KeyCount, cancellationToken);
}
