using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Testing;

namespace Etl.Databases.Tests.Sqlite;

public sealed class SqliteSinkOracleTests
{
    static readonly string[] fields =
    [
        "email",
        "phone",
        "mobile",
        "first_name",
        "consent",
        "tags",
        "notes",
        "custom.color",
    ];
    static readonly string[] otherFields =
    [
        "mobile",
        "email",
        "last_name",
        "tags",
        "notes",
        "custom.color",
        "custom.size",
    ];
    static readonly string[] allFields = [.. fields.Union(otherFields)];

    [Theory]
    [InlineData(DuplicatePolicy.Skip, false, null)]
    [InlineData(DuplicatePolicy.Update, false, null)]
    [InlineData(DuplicatePolicy.Update, true, null)]
    [InlineData(DuplicatePolicy.Create, false, null)]
    [InlineData(DuplicatePolicy.Skip, false, 0L)]
    [InlineData(DuplicatePolicy.Skip, false, 800L)]
    [InlineData(DuplicatePolicy.Update, false, 0L)]
    [InlineData(DuplicatePolicy.Update, true, 0L)]
    [InlineData(DuplicatePolicy.Update, true, 800L)]
    [InlineData(DuplicatePolicy.Create, false, 0L)]
    public Task Any_rows_end_as_if_applied_one_by_one(DuplicatePolicy policy, bool blankClears, long? keysInMemory) =>
        Repeat.ForSeedsAsync(8, random => MatchesOracle(random, policy, blankClears, keysInMemory: keysInMemory));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Any_rows_are_merged_field_by_field_as_the_policies_say(bool blankClears) =>
        Repeat.ForSeedsAsync(
            8,
            random => MatchesOracle(random, DuplicatePolicy.Update, blankClears, AnyPolicies(random))
        );

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(3, null)]
    [InlineData(4, null)]
    [InlineData(0, 0L)]
    [InlineData(1, 0L)]
    [InlineData(3, 0L)]
    [InlineData(4, 0L)]
    public async Task A_job_resumed_behind_any_chunk_ends_as_an_undisturbed_one(int chunksBefore, long? keysInMemory)
    {
        using var fixture = new StoreFixture { KeysInMemory = keysInMemory };
        var rows = Rows(new Random(11), fields.Length, 40);
        var oracle = new NaiveStore();
        var expected = oracle.Load(fields, rows, DuplicatePolicy.Update, blankClears: false);
        var layout = StoreFixture.Layout(fields);
        var job = new LoadingJob(layout, rows, 10);
        var jobId = await RunAsync(fixture, job, null, chunksBefore);
        await RunAsync(fixture, job, jobId, int.MaxValue);
        Assert.Equal(expected, job.Outcomes);
        Assert.Equal(oracle.Rows("email", "phone", "mobile", "first_name"), Contents(fixture, fields[..4]));
        await using var store = await fixture.OpenAsync();
        var result = await store.VerifyAsync(jobId, TestContext.Current.CancellationToken);
        Assert.True(result.IsConsistent, string.Join('\n', result.Checks));
    }

    static async Task<long> RunAsync(StoreFixture fixture, LoadingJob job, long? resumed, int chunksMax)
    {
        await using var store = await fixture.OpenAsync();
        var jobId = resumed ?? await store.BeginJobAsync(StoreFixture.Start(), TestContext.Current.CancellationToken);
        var options = StoreFixture.Options(jobId, StoreFixture.Layout(fields)) with
        {
            OnDuplicate = DuplicatePolicy.Update,
            MemoryBytes = fixture.MemoryBytes,
        };
        await job.RunAsync(store, options with { Layouts = [job.Layout] }, chunksMax);
        return jobId;
    }

    static Dictionary<string, MergePolicy> AnyPolicies(Random random) =>
        allFields.ToDictionary(field => field, field => (MergePolicy)random.Next(CanAppend(field) ? 4 : 3));

    static bool CanAppend(string field) =>
        field is "tags" or "notes" || field.StartsWith("custom.", StringComparison.Ordinal);

    static async Task MatchesOracle(
        Random random,
        DuplicatePolicy policy,
        bool blankClears,
        Dictionary<string, MergePolicy>? policies = null,
        long? keysInMemory = null
    )
    {
        using var fixture = new StoreFixture { KeysInMemory = keysInMemory };
        var rowsPerChunk = random.Next(3) switch
        {
            0 => 9,
            1 => 20,
            _ => 1000,
        };
        var oracle = new NaiveStore { Policies = policies ?? [] };
        for (var job = 0; job < 3; job++)
        {
            var names = job == 1 ? otherFields : fields;
            var rows = Rows(random, names.Length, 60);
            var expected = oracle.Load(names, rows, policy, blankClears);
            var (jobId, outcomes) = await fixture.LoadAsync(
                StoreFixture.Layout(names),
                rows,
                options =>
                    options with
                    {
                        OnDuplicate = policy,
                        BlankClears = blankClears,
                        MergePolicies = policies ?? [],
                    },
                rowsPerChunk
            );
            Assert.Equal(expected, outcomes);
            await using var store = await fixture.OpenAsync();
            var result = await store.VerifyAsync(jobId, TestContext.Current.CancellationToken);
            Assert.True(result.IsConsistent, string.Join('\n', result.Checks));
        }
        Assert.Equal(oracle.Rows(allFields), Contents(fixture, allFields));
    }

    static List<string> Contents(StoreFixture fixture, string[] names)
    {
        var columns = names.Select(name =>
            name.StartsWith("custom.", StringComparison.Ordinal) ? $"custom ->> '{name[7..]}'" : name
        );
        return fixture.Query($"select {string.Join(", ", columns)} from contacts order by id");
    }

    /// <summary>Few different values and many gaps, so that rows meet in every way.</summary>
    static List<string[]> Rows(Random random, int columnCount, int rowCount) =>
        [
            .. Enumerable
                .Range(0, rowCount)
                .Select(_ => Enumerable.Range(0, columnCount).Select(_ => Value(random)).ToArray()),
        ];

    static string Value(Random random) =>
        random.Next(12) switch
        {
            < 5 => "",
            11 => "unsubscribed",
            var other => $"v{other - random.Next(3)}",
        };
}
