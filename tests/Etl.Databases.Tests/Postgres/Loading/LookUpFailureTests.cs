using System.Globalization;
using Etl.Core.Batches;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Testing;
using Npgsql;

namespace Etl.Databases.Tests.Postgres.Loading;

/// <summary>Connections that are lost while contacts are looked up: the chunk is decided again from its beginning.</summary>
public sealed class LookUpFailureTests
{
    /// <summary>Room for an empty table of keys, and hardly more: the first chunk with many keys outgrows it.</summary>
    const long LittleMemory = 256 * 64 * 24 + 1000;

    /// <summary>The table is said to be so large that it is not read.</summary>
    const long LookUps = SteppedLoad.PlentyOfMemory + 1;

    static readonly string[] fields = ["email", "phone", "mobile", "first_name", "last_name"];

    /// <summary>
    /// Two contacts share a number that the first gives up in this chunk, so the second is read in the middle of deciding; what
    /// was decided before that, a new contact and an update by the number, is decided again.
    /// </summary>
    static readonly string[][] rows =
    [
        ["n@x.org", "", "", "New", ""],
        ["", "1", "", "Abe", "Ames"],
        ["a@x.org", "2", "", "Ann", ""],
        ["", "1", "", "Bob", ""],
        ["n@x.org", "", "", "Newer", ""],
    ];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DuplicatePolicy.Update, SteppedLoad.PlentyOfMemory)]
    [InlineData(DuplicatePolicy.Update, LittleMemory)]
    [InlineData(DuplicatePolicy.Skip, LookUps)]
    public async Task A_connection_lost_at_any_statement_changes_nothing(DuplicatePolicy policy, long memory)
    {
        var expected = await LoadAsync(policy, memory, cut: null);
        var cuts =
            from step in expected.Before.Keys
            from number in Enumerable.Range(1, expected.After[step])
            where number > expected.Before[step]
            select new PostgresCut(step, number);
        await Parallel.ForEachAsync(
            cuts,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token },
            async (cut, _) =>
            {
                var found = await LoadAsync(policy, memory, cut);
                Assert.True(found.CutsLeft == 0, $"The connection was not cut at {cut}.");
                Assert.Equal(expected.Outcomes, found.Outcomes);
                Assert.Equal(expected.Contents, found.Contents);
            }
        );
    }

    [Fact]
    public async Task A_connection_lost_while_the_keys_are_read_changes_nothing()
    {
        await using var database = await StartAsync(0);
        await using var other = Proxy(database);
        await using (await OpenAsync(database, other, DuplicatePolicy.Update, SteppedLoad.PlentyOfMemory)) { }
        // The ledger's tables are there now, so the second job makes fewer statements; its last one is the scan.
        int count;
        await using (var proxy = Proxy(database))
        await using (await OpenAsync(database, proxy, DuplicatePolicy.Update, SteppedLoad.PlentyOfMemory))
        {
            count = proxy.CountOf(PostgresStep.Statement);
        }
        await using var cutting = Proxy(database, new PostgresCut(PostgresStep.Statement, count));
        await using var load = await OpenAsync(database, cutting, DuplicatePolicy.Update, SteppedLoad.PlentyOfMemory);
        Assert.Equal(0, cutting.CutsLeft);
        Assert.Equal([RowOutcome.Updated], await load.LoadAsync(["a@x.org", "", "", "Zoe", ""]));
    }

    [Fact]
    public async Task A_server_that_does_not_come_back_is_said_in_a_sentence()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        await using var database = await server.AddDatabaseAsync(Token);
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        await using var load = await SteppedLoad.OpenAsync(
            database,
            fields,
            options => options with { OnDuplicate = DuplicatePolicy.Update, MemoryBytes = LittleMemory },
            time: clock
        );
        await load.LoadAsync(Many());
        await server.Cluster!.StopImmediateAsync(Token);
        var ended = Assert.ThrowsAsync<PipelineException>(() => load.BeginAsync(rows));
        while (!ended.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(TimeSpan.FromMilliseconds(5), Token);
        }
        Assert.EndsWith(".", (await ended).Message, StringComparison.Ordinal);
    }

    static async Task<Loaded> LoadAsync(DuplicatePolicy policy, long memory, PostgresCut? cut)
    {
        await using var database = await StartAsync(memory);
        await using var proxy = Proxy(database, cut is null ? [] : [cut]);
        await using var load = await OpenAsync(database, proxy, policy, memory);
        if (memory == LittleMemory)
        {
            await load.LoadAsync(Many());
        }
        var before = CountSteps(proxy);
        Dictionary<PostgresStep, int> after;
        await using (await load.HoldChunkAsync())
        {
            await load.BeginAsync(rows);
            after = CountSteps(proxy);
        }
        var outcomes = await load.SettleAsync();
        await load.CommitAsync();
        const string Contents =
            "select email, phone, first_name, last_name from contacts where first_name <> '' order by id";
        var contents = await database.RowsAsync(Contents, Token);
        return new Loaded(before, after, outcomes, contents, proxy.CutsLeft);
    }

    static Dictionary<PostgresStep, int> CountSteps(PostgresProxy proxy) =>
        new[] { PostgresStep.Statement, PostgresStep.CopyData, PostgresStep.CopyDone }.ToDictionary(
            step => step,
            proxy.CountOf
        );

    /// <summary>Contacts with so many keys that little memory does not hold them.</summary>
    static string[][] Many() =>
        [
            .. Enumerable
                .Range(10, 3000)
                .Select(number => number.ToString(CultureInfo.InvariantCulture))
                .Select(number => new[] { $"{number}@y.org", $"5{number}", $"6{number}", "", "" }),
        ];

    static async Task<PostgresDatabase> StartAsync(long memory)
    {
        var database = await PostgresServer.CreateDatabaseAsync(Token);
        await SteppedLoad.RunAsync(
            database,
            fields,
            [
                ["a@x.org", "1", "", "A", ""],
                ["b@x.org", "1", "", "B", ""],
            ],
            options => options with { OnDuplicate = DuplicatePolicy.Create, MemoryBytes = memory }
        );
        if (memory == LookUps)
        {
            await database.ExecuteAsync(SteppedLoad.SaysLarge, Token);
        }
        return database;
    }

    static PostgresProxy Proxy(PostgresDatabase database, params IEnumerable<PostgresCut> cuts) =>
        PostgresProxy.Start(new NpgsqlConnectionStringBuilder(database.ConnectionString).Port, cuts);

    static Task<SteppedLoad> OpenAsync(
        PostgresDatabase database,
        PostgresProxy proxy,
        DuplicatePolicy policy,
        long memory
    ) =>
        SteppedLoad.OpenAsync(
            database,
            fields,
            options =>
                options with
                {
                    OnDuplicate = policy,
                    MemoryBytes = memory,
                    ExpectedRecords = memory == LookUps ? rows.Length : 0,
                    Connections = 1,
                },
            new UriBuilder(database.Uri) { Host = "127.0.0.1", Port = proxy.Port }
                .Uri
                .AbsoluteUri
        );

    sealed record Loaded(
        Dictionary<PostgresStep, int> Before,
        Dictionary<PostgresStep, int> After,
        IReadOnlyList<RowOutcome> Outcomes,
        List<string?[]> Contents,
        int CutsLeft
    );
}
