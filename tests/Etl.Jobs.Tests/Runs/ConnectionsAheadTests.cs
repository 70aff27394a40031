using Etl.Core.Dedupe;
using Etl.Core.Pipeline;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Tests.Runs;

public sealed class ConnectionsAheadTests : IDisposable
{
    const int Loading = 4;

    readonly string folder = Directory.CreateTempSubdirectory("etl-ahead-").FullName;

    [Fact]
    public void A_large_file_gets_those_that_load_the_lock_and_one_more_but_the_first() =>
        Assert.Equal(Loading + 1, CountFor(Options(100_000_000)));

    [Fact]
    public void A_small_file_gets_one() => Assert.Equal(1, CountFor(Options(100_000)));

    [Theory]
    [InlineData("-")]
    [InlineData("nothing-of-that-name.csv.gz")]
    public void An_input_of_unknown_size_is_taken_for_a_large_one(string input) =>
        Assert.Equal(Loading + 1, CountFor(Options(100_000) with { Inputs = [FileOf(100_000), input] }));

    [Theory]
    [InlineData(DuplicatePolicy.Update)]
    [InlineData(DuplicatePolicy.Fail)]
    public void A_job_that_loads_one_chunk_after_the_other_gets_one(DuplicatePolicy policy) =>
        Assert.Equal(1, CountFor(Options(100_000_000) with { OnDuplicate = policy }));

    [Fact]
    public void A_job_that_is_one_transaction_gets_two()
    {
        Assert.Equal(2, CountFor(Options(100_000_000) with { Publish = PublishMode.Staged }));
        Assert.Equal(2, CountFor(Options(100_000) with { Publish = PublishMode.Staged }));
    }

    [Fact]
    public void A_dry_run_takes_no_lock_and_gets_one() =>
        Assert.Equal(1, CountFor(Options(100_000_000) with { DryRun = true }));

    [Fact]
    public void A_shard_gets_none_because_it_may_wait_for_hours() =>
        Assert.Equal(0, CountFor(Options(100_000_000) with { Shard = ShardNumber.Parse("2/3") }));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static int CountFor(JobOptions options) =>
        ConnectionsAhead.For(options, MemoryPlan.CreateForChunks(MemoryPlan.DefaultMemoryBytes, 4, Loading, null));

    JobOptions Options(long length) => new() { Inputs = [FileOf(length)], Connections = Loading };

    string FileOf(long length)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.csv");
        using var file = File.Create(path);
        file.SetLength(length);
        return path;
    }
}
