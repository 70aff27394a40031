using Etl.Core.Dedupe;
using Etl.Core.Pipeline;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Tests.Runs;

public sealed class KeyRoomTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("etl-room-").FullName;

    [Fact]
    public void A_large_file_gets_room() => Assert.NotNull(RoomFor(new JobOptions { Inputs = [FileOf(100_000_000)] }));

    [Fact]
    public void A_small_file_gets_none() => Assert.Null(RoomFor(new JobOptions { Inputs = [FileOf(100_000)] }));

    [Theory]
    [InlineData("-")]
    [InlineData("nothing-of-that-name.csv")]
    [InlineData("*.csv")]
    [InlineData("postgres://host/crm?people")]
    public void An_input_of_unknown_size_gets_none(string input) =>
        Assert.Null(RoomFor(new JobOptions { Inputs = [input] }));

    [Fact]
    public void A_packed_file_gets_none() =>
        Assert.Null(RoomFor(new JobOptions { Inputs = [FileOf(100_000_000, "large.csv.gz")] }));

    [Fact]
    public void The_first_records_of_a_large_file_get_none() =>
        Assert.Null(RoomFor(new JobOptions { Inputs = [FileOf(100_000_000)], Limit = 10 }));

    [Theory]
    [InlineData(DuplicatePolicy.Create)]
    [InlineData(DuplicatePolicy.Update)]
    public void A_job_that_keeps_no_keys_gets_none(DuplicatePolicy policy) =>
        Assert.Null(RoomFor(new JobOptions { Inputs = [FileOf(100_000_000)], OnDuplicate = policy }));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static object? RoomFor(JobOptions options) =>
        KeyRoom.For(options, MemoryPlan.Create(MemoryPlan.DefaultMemoryBytes, 2));

    string FileOf(long length, string name = "large.csv")
    {
        var path = Path.Combine(folder, name);
        using var file = File.Create(path);
        file.SetLength(length);
        return path;
    }
}
