using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Pipeline;
using Etl.Databases.Sqlite;

namespace Etl.Databases.Tests.Sqlite;

public sealed class KeyMemoryTests
{
    const long MB = 1L << 20;

    static readonly MemoryPlan plan = MemoryPlan.Create(100 * MB, 2);

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(20_000_000)]
    public void The_advice_is_a_memory_of_the_job_that_holds_the_keys_of_all_records(long records)
    {
        var keys = new KeyMemory(Options(records)).Refusal(20 * MB, 300_000, 0, hasCommitted: false).Message;

        Assert.Contains("300,000 contacts do not fit into --memory 100MB", keys, StringComparison.Ordinal);
        var advised = long.Parse(keys.Split("with --memory ")[1].Split("MB")[0], null);
        var next = MemoryPlan.Create(advised * MB, 2);
        var needed = 20 * MB * records / 300_000;
        var room = new KeyMemory(Options(records) with { MemoryBytes = next.KeyBytes, Memory = next }).KeyBytesMax;
        Assert.InRange(room, needed, 2 * needed);
    }

    [Fact]
    public void The_advice_is_more_than_was_given()
    {
        var message = new KeyMemory(Options(10)).Refusal(1, 300_000, 0, hasCommitted: false).Message;

        Assert.EndsWith("run the job again with --memory 101MB.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DuplicatePolicy.Skip, false, "MB.")]
    [InlineData(
        DuplicatePolicy.Fail,
        true,
        "MB. What was committed stays: take the job back first (etl jobs undo), or its records are duplicates."
    )]
    [InlineData(DuplicatePolicy.Update, true, "where records have none, take the job back first (etl jobs undo).")]
    public void What_was_committed_is_spoken_of_where_there_is_such(
        DuplicatePolicy policy,
        bool hasCommitted,
        string end
    )
    {
        var memory = new KeyMemory(Options(1_000_000) with { OnDuplicate = policy });

        Assert.EndsWith(end, memory.Refusal(20 * MB, 300_000, 0, hasCommitted).Message, StringComparison.Ordinal);
    }

    static StoreSinkOptions Options(long records) =>
        StoreFixture.Options(1) with
        {
            MemoryBytes = plan.KeyBytes,
            Memory = plan,
            ExpectedRecords = records,
        };
}
