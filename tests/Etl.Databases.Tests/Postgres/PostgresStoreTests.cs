using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Ledger;
using Etl.Testing;
using Npgsql;

namespace Etl.Databases.Tests.Postgres;

public sealed class PostgresStoreTests
{
    const string LedgerTables =
        "select relname::text from pg_class where relname like 'etl%' and relkind = 'r' order by 1";

    static readonly DateTimeOffset now = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_first_runs_at_once_make_one_ledger()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var jobIds = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => BeginAsync(database), Token))
        );
        Assert.Equal(Enumerable.Range(1, 8).Select(id => (long)id), jobIds.Order());
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from etl_target", Token));
    }

    [Fact]
    public async Task Jobs_are_entered_listed_and_finished()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await using var store = await OpenAsync(database);
        Assert.Empty(await store.ListJobsAsync(Token));
        var first = await store.BeginJobAsync(Start(), Token);
        var second = await store.BeginJobAsync(Start() with { Host = "elsewhere" }, Token);
        await store.FinishJobAsync(first, JobState.Succeeded, """{"a": 1}""", Token);
        var jobs = await store.ListJobsAsync(Token);
        Assert.Equal([second, first], jobs.Select(job => job.Id));
        Assert.Equal(
            (JobState.Succeeded, now, """{"a": 1}"""),
            (jobs[1].State, jobs[1].FinishedAt, jobs[1].ReportJson)
        );
        Assert.Equal(["people.csv"], jobs[1].Start.Inputs);
        Assert.Equal(Start().StartedAt, jobs[1].Start.StartedAt);
        Assert.Equal((JobState.Running, false), (jobs[0].State, jobs[0].IsAlive));
        Assert.Equal("elsewhere", jobs[0].Start.Host);
        Assert.Null(await store.FindJobAsync(99, Token));
        Assert.Null(await store.LastCheckpointAsync(first, Token));
    }

    [Theory]
    [InlineData(PostgresStep.BeforeCommit)]
    [InlineData(PostgresStep.CommitSent)]
    [InlineData(PostgresStep.CommitAnswered)]
    [InlineData(PostgresStep.CommitHalfAnswered)]
    [InlineData(PostgresStep.CommitAnsweredByShutdown)]
    public async Task A_job_is_entered_once_when_the_connection_is_cut(PostgresStep step)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        // The same start, so that nothing but its id tells one from the other.
        var earlier = await BeginAsync(database);
        var port = new NpgsqlConnectionStringBuilder(database.ConnectionString).Port;
        await using var proxy = PostgresProxy.Start(port, new PostgresCut(step, 1));
        var uri = new UriBuilder(database.UriOf("people")) { Host = "127.0.0.1", Port = proxy.Port };
        await using var store = await PostgresStore.OpenAsync(
            PostgresAddress.Parse(uri.Uri.AbsoluteUri),
            new PostgresStoreOptions(),
            new HurriedTimeProvider(),
            Token
        );
        var jobId = await store.BeginJobAsync(Start(), Token);
        Assert.Equal(0, proxy.CutsLeft);
        Assert.Equal([jobId, earlier], (await store.ListJobsAsync(Token)).Select(job => job.Id));
    }

    [Fact]
    public async Task Jobs_of_another_table_are_not_shown()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await BeginAsync(database, "people");
        await using var store = await OpenAsync(database, table: "others");
        Assert.Empty(await store.ListJobsAsync(Token));
        Assert.Null(await store.FindJobAsync(1, Token));
    }

    [Fact]
    public async Task A_dry_run_and_a_look_leave_nothing_behind()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await using (var dry = await OpenAsync(database, new PostgresStoreOptions { DryRun = true }))
        {
            var jobId = await dry.BeginJobAsync(Start(), Token);
            await dry.FinishJobAsync(jobId, JobState.Succeeded, "{}", Token);
            Assert.Equal(1, jobId);
        }
        var look = new PostgresStoreOptions { CreateIfMissing = false };
        var refused = await Assert.ThrowsAsync<JobException>(async () => await OpenAsync(database, look));
        Assert.Contains("There is no table public.people", refused.Message, StringComparison.Ordinal);
        await database.ExecuteAsync("create table people (id int)", Token);
        await using (var store = await OpenAsync(database, look))
        {
            Assert.Empty(await store.ListJobsAsync(Token));
        }
        Assert.Empty(await database.RowsAsync(LedgerTables, Token));
    }

    [Fact]
    public async Task A_ledger_of_a_newer_version_is_refused()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await BeginAsync(database);
        await database.ExecuteAsync("update etl_target set version = 2", Token);
        var refused = await Assert.ThrowsAsync<JobException>(async () => await OpenAsync(database));
        Assert.Contains("made by a newer Etl", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_may_not_make_tables_is_told_what_to_grant()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var role = "role_of_" + database.Name;
        await database.ExecuteAsync($"create role {role} login password 'secret'; create table people (id int)", Token);
        try
        {
            await database.ExecuteAsync("revoke create on schema public from public", Token);
            var uri = new Uri(database.UriOf("people"));
            var address = PostgresAddress.Parse($"postgres://{role}:secret@{uri.Host}:{uri.Port}{uri.PathAndQuery}");
            await using var store = await PostgresStore.OpenAsync(
                address,
                new PostgresStoreOptions(),
                TimeProvider.System,
                Token
            );
            var refused = await Assert.ThrowsAsync<JobException>(async () => await store.BeginJobAsync(Start(), Token));
            Assert.Contains("grant usage, create on schema public", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            await database.ExecuteAsync($"drop role {role}", Token);
        }
    }

    [Fact]
    public async Task The_second_writer_waits_and_says_for_whom()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var jobId = await BeginAsync(database);
        await using var connections = new PostgresConnections(PostgresAddress.Parse(database.UriOf("people")));
        var target = new TableName("public", "people");
        var notes = new List<string>();
        var first = await WriterLock.TakeAsync(connections, target, jobId, TimeProvider.System, notes.Add, Token);
        await using (var store = await OpenAsync(database))
        {
            Assert.True((await store.FindJobAsync(jobId, Token))!.IsAlive);
        }
        var waiting = WriterLock
            .TakeAsync(connections, target, jobId + 1, TimeProvider.System, notes.Add, Token)
            .AsTask();
        var other = new TableName("public", "others");
        await using var free = await WriterLock.TakeAsync(connections, other, 9, TimeProvider.System, notes.Add, Token);
        await Task.Delay(TimeSpan.FromMilliseconds(500), Token);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(
            [
                $"Waiting for job {jobId} (process {Environment.ProcessId} on {Environment.MachineName}), which is writing to public.people.",
            ],
            notes
        );
        await first.DisposeAsync();
        await using var second = await waiting;
    }

    [Fact]
    public async Task A_writer_whose_place_another_one_took_is_stopped()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await BeginAsync(database);
        var ledger = new PostgresLedger(new TableName("public", "people"));
        await using var connection = await database.OpenAsync(Token);
        var first = await ledger.RaiseEpochAsync(connection, Token);
        await ledger.CheckEpochAsync(connection, first, Token);
        var second = await ledger.RaiseEpochAsync(connection, Token);
        await ledger.CheckEpochAsync(connection, second, Token);
        var stopped = await Assert.ThrowsAsync<PipelineException>(async () =>
            await ledger.CheckEpochAsync(connection, first, Token)
        );
        Assert.Contains("Another run of Etl writes", stopped.Message, StringComparison.Ordinal);
    }

    static JobStart Start() => new("mapping: {}", ["people.csv"], "0.1.0", now.AddHours(-1), Environment.ProcessId);

    static async ValueTask<PostgresStore> OpenAsync(
        PostgresDatabase database,
        PostgresStoreOptions? options = null,
        string table = "people"
    ) =>
        await PostgresStore.OpenAsync(
            PostgresAddress.Parse(database.UriOf(table)),
            options ?? new PostgresStoreOptions(),
            new ManualTimeProvider(now),
            Token
        );

    static async Task<long> BeginAsync(PostgresDatabase database, string table = "people")
    {
        await using var store = await OpenAsync(database, table: table);
        return await store.BeginJobAsync(Start(), Token);
    }
}
