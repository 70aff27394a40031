using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Databases.Postgres;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Tests.Sqlite;
using Etl.Testing;

namespace Etl.Databases.Tests.Postgres.Loading;

/// <summary>Holds the sink against <see cref="NaiveStore"/>, which applies rows one by one.</summary>
public sealed class PostgresSinkOracleTests
{
    const long PlentyOfMemory = 64 << 20;
    const long NoMemory = 0;

    /// <summary>The table is said to be so large that it is not read.</summary>
    const long LookUps = -1;

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
    [InlineData(DuplicatePolicy.Skip, false, PlentyOfMemory)]
    [InlineData(DuplicatePolicy.Skip, false, NoMemory)]
    [InlineData(DuplicatePolicy.Skip, false, LookUps)]
    [InlineData(DuplicatePolicy.Update, false, PlentyOfMemory)]
    [InlineData(DuplicatePolicy.Update, false, LookUps)]
    [InlineData(DuplicatePolicy.Update, false, NoMemory)]
    [InlineData(DuplicatePolicy.Update, true, PlentyOfMemory)]
    [InlineData(DuplicatePolicy.Create, false, PlentyOfMemory)]
    public Task Any_rows_end_as_if_applied_one_by_one(DuplicatePolicy policy, bool blankClears, long memory) =>
        Repeat.ForSeedsAsync(4, random => MatchesOracle(random, policy, blankClears, memory));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Any_rows_are_merged_field_by_field_as_the_policies_say(bool blankClears) =>
        Repeat.ForSeedsAsync(
            4,
            random => MatchesOracle(random, DuplicatePolicy.Update, blankClears, PlentyOfMemory, AnyPolicies(random))
        );

    [Theory]
    [InlineData(DuplicatePolicy.Skip, PlentyOfMemory)]
    [InlineData(DuplicatePolicy.Skip, NoMemory)]
    [InlineData(DuplicatePolicy.Skip, LookUps)]
    [InlineData(DuplicatePolicy.Update, PlentyOfMemory)]
    [InlineData(DuplicatePolicy.Update, NoMemory)]
    [InlineData(DuplicatePolicy.Create, PlentyOfMemory)]
    public Task What_the_database_refuses_was_never_a_contact(DuplicatePolicy policy, long memory) =>
        Repeat.ForSeedsAsync(
            4,
            random => MatchesOracle(random, policy, blankClears: false, memory, refused: ("first_name", "v3"))
        );

    [Theory]
    [InlineData(0, PlentyOfMemory)]
    [InlineData(1, PlentyOfMemory)]
    [InlineData(3, PlentyOfMemory)]
    [InlineData(1, NoMemory)]
    [InlineData(3, NoMemory)]
    public async Task A_job_resumed_behind_any_chunk_ends_as_an_undisturbed_one(int chunksBefore, long memory)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        var rows = Rows(new Random(11), fields.Length, 60);
        var oracle = new NaiveStore();
        var expected = oracle.Load(fields, rows, DuplicatePolicy.Skip, blankClears: false);
        var layout = StoreFixture.Layout(fields);
        await using var store = await OpenAsync(database);
        var jobId = await store.BeginJobAsync(StoreFixture.Start(), TestContext.Current.CancellationToken);
        var options = StoreFixture.Options(jobId, layout) with { Connections = 3, MemoryBytes = memory };
        var job = new ChunkedJob(layout, rows, 5, 2);
        await job.RunAsync(store, options, chunksBefore);
        var resumed = new ChunkedJob(layout, rows, 5, 2);
        resumed.Outcomes.AddRange(job.Outcomes);
        await resumed.RunAsync(store, options, int.MaxValue);
        Assert.Equal(expected, resumed.Outcomes);
        Assert.Equal(oracle.Rows(fields), await ContentsAsync(database, fields));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Ids_follow_the_input_without_a_gap_and_none_stays_reserved(int connections)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        await using var store = await OpenAsync(database);
        string[] names = ["email"];
        for (var first = 1; first <= 101; first += 100)
        {
            var rows = Enumerable.Range(first, 100).Select(number => new[] { $"{number:D3}@x.org" }).ToList();
            var jobId = await store.BeginJobAsync(StoreFixture.Start(), TestContext.Current.CancellationToken);
            var layout = StoreFixture.Layout(names);
            var options = StoreFixture.Options(jobId, layout) with { Connections = connections };

            await new ChunkedJob(layout, rows, 3, 3).RunAsync(store, options, int.MaxValue);
        }

        Assert.Equal(
            Enumerable.Range(1, 200).Select(number => $"{number:D3}@x.org"),
            await ContentsAsync(database, names)
        );
        Assert.Equal(200, await database.ScalarAsync<long>("select max(id) from contacts"));
        Assert.Equal(201, await database.ScalarAsync<long>("select nextval('contacts_id_seq')"));
    }

    static Dictionary<string, MergePolicy> AnyPolicies(Random random) =>
        allFields.ToDictionary(field => field, field => (MergePolicy)random.Next(field is "tags" or "notes" ? 4 : 3));

    static async Task MatchesOracle(
        Random random,
        DuplicatePolicy policy,
        bool blankClears,
        long memory,
        Dictionary<string, MergePolicy>? policies = null,
        (string Field, string Value)? refused = null
    )
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        var oracle = new NaiveStore { Policies = policies ?? [], Refused = refused };
        await using var store = await OpenAsync(database);
        for (var round = 0; round < 3; round++)
        {
            var names = round == 1 ? otherFields : fields;
            var rows = Rows(random, names.Length, 60);
            var expected = oracle.Load(names, rows, policy, blankClears);
            if (round == 0 && refused is { } bad)
            {
                oracle.Clear();
                await LoadAsync(store, names, [Filler(names)], DuplicatePolicy.Create, false, memory, [], random);
                await database.ExecuteAsync(
                    $"delete from contacts; alter table contacts add check ({bad.Field} <> '{bad.Value}')"
                );
                expected = oracle.Load(names, rows, policy, blankClears);
            }
            if (round > 0 && memory == LookUps)
            {
                await database.ExecuteAsync(SteppedLoad.SaysLarge);
            }
            var outcomes = await LoadAsync(store, names, rows, policy, blankClears, memory, policies ?? [], random);
            Assert.Equal(expected, outcomes);
        }
        Assert.Equal(oracle.Rows(allFields), await ContentsAsync(database, allFields));
    }

    static string[] Filler(string[] names) => [.. names.Select(_ => "filler")];

    static async Task<List<Core.Batches.RowOutcome>> LoadAsync(
        PostgresStore store,
        string[] names,
        List<string[]> rows,
        DuplicatePolicy policy,
        bool blankClears,
        long memory,
        Dictionary<string, MergePolicy> policies,
        Random random
    )
    {
        var layout = StoreFixture.Layout(names);
        var jobId = await store.BeginJobAsync(StoreFixture.Start(), TestContext.Current.CancellationToken);
        var job = new ChunkedJob(layout, rows, 1 + random.Next(12), 1 + random.Next(3));
        var options = StoreFixture.Options(jobId, layout) with
        {
            OnDuplicate = policy,
            BlankClears = blankClears,
            MergePolicies = policies,
            MemoryBytes = memory == LookUps ? PlentyOfMemory : memory,
            ExpectedRecords = memory == LookUps ? rows.Count : 0,
            Connections = 1 + random.Next(4),
        };
        await job.RunAsync(store, options, int.MaxValue);
        await store.FinishJobAsync(jobId, JobState.Succeeded, "{}", TestContext.Current.CancellationToken);
        return job.Outcomes;
    }

    static ValueTask<PostgresStore> OpenAsync(PostgresDatabase database) =>
        PostgresStore.OpenAsync(
            PostgresAddress.Parse(database.Uri),
            new PostgresStoreOptions { RecentKeyBytes = 0 },
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );

    static async Task<List<string>> ContentsAsync(PostgresDatabase database, string[] names)
    {
        var columns = names.Select(name =>
            name.StartsWith("custom.", StringComparison.Ordinal) ? $"custom ->> '{name[7..]}'"
            : name == "tags" ? "array_to_string(tags, ';')"
            : name
        );
        var rows = await database.RowsAsync(
            $"select {string.Join(", ", columns.Select(column => $"coalesce({column}, '')"))} from contacts order by id"
        );
        return [.. rows.Select(row => string.Join('|', row))];
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
