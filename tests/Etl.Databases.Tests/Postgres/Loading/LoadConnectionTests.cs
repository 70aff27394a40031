using Etl.Core.Batches;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Loading;
using Etl.Testing;
using Npgsql;

namespace Etl.Databases.Tests.Postgres.Loading;

public sealed class LoadConnectionTests
{
    static readonly string[] fields = ["email", "first_name"];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_connection_of_a_chunk_that_is_gone_stays_gone_until_a_chunk_begins()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await using var connections = new PostgresConnections(PostgresAddress.Parse(database.Uri));
        await using var connection = new LoadConnection(connections, "load 1", holdsJob: false);
        var first = (await connection.GetAsync(Token)).ProcessID;
        await connection.ExecuteAsync(connection.BeginStatement, Token);
        Assert.Equal(first, connection.Current.ProcessID);
        await EndLoadAsync(database);
        await Assert.ThrowsAnyAsync<NpgsqlException>(async () => await connection.ExecuteAsync("select 1", Token));
        // A fresh one would commit what it knows nothing of.
        Assert.Throws<IOException>(() => connection.Current);
        Assert.Throws<IOException>(() => connection.Current);
        Assert.NotEqual(first, (await connection.GetAsync(Token)).ProcessID);
    }

    [Fact]
    public async Task A_chunk_that_is_refused_rows_when_it_is_sent_again_is_not_committed_with_old_counts()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await using var load = await SteppedLoad.OpenAsync(
            database,
            fields,
            options => options with { Connections = 1 }
        );
        await load.BeginAsync(["a@x.org", "Ann"], ["b@x.org", "Bob"]);
        Assert.Equal([RowOutcome.Inserted, RowOutcome.Inserted], await load.SettleAsync());
        await EndLoadAsync(database);
        await database.ExecuteAsync("alter table contacts add check (first_name <> 'Bob')", Token);
        var ended = await Assert.ThrowsAsync<PipelineException>(load.CommitAsync);
        Assert.Contains(
            "was changed by others while a chunk had to be sent again",
            ended.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from contacts", Token));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from etl_chunk", Token));
    }

    [Fact]
    public async Task A_chunk_that_is_sent_again_after_a_lost_connection_is_committed_once()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await using var load = await SteppedLoad.OpenAsync(
            database,
            fields,
            options => options with { Connections = 1 }
        );
        await load.BeginAsync(["a@x.org", "Ann"], ["b@x.org", "Bob"]);
        await load.SettleAsync();
        await EndLoadAsync(database);
        await load.CommitAsync();
        Assert.Equal(2, await database.ScalarAsync<long>("select count(*) from contacts", Token));
        Assert.Equal(1, await database.ScalarAsync<long>("select count(*) from etl_chunk", Token));
    }

    [Theory]
    [InlineData(PostgresStep.BeforeCommit)]
    [InlineData(PostgresStep.CommitAnswered)]
    [InlineData(PostgresStep.CommitHalfAnswered)]
    public async Task A_job_goes_on_by_itself_when_the_answer_to_a_chunk_s_commit_is_lost(PostgresStep step)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await using var proxy = PostgresProxy.Start(new NpgsqlConnectionStringBuilder(database.ConnectionString).Port);
        await using var load = await SteppedLoad.OpenAsync(
            database,
            fields,
            options => options with { Connections = 1 },
            new UriBuilder(database.Uri) { Host = "127.0.0.1", Port = proxy.Port }
                .Uri
                .AbsoluteUri
        );
        await load.BeginAsync(["a@x.org", "Ann"], ["b@x.org", "Bob"]);
        await load.SettleAsync();
        proxy.CutNext(step);
        await load.CommitAsync();
        Assert.Equal(0, proxy.CutsLeft);
        Assert.Equal(
            [RowOutcome.DuplicateInFile, RowOutcome.Inserted],
            await load.LoadAsync(["a@x.org", "Ada"], ["c@x.org", "Cyd"])
        );
        await load.CompleteAsync();
        Assert.Equal(3, await database.ScalarAsync<long>("select count(*) from contacts", Token));
        Assert.Equal(2, await database.ScalarAsync<long>("select count(*) from etl_chunk", Token));
    }

    [Theory]
    [InlineData(DuplicatePolicy.Skip)]
    [InlineData(DuplicatePolicy.Update)]
    public async Task A_dry_run_holds_nothing_that_a_real_job_waits_for(DuplicatePolicy policy)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await SteppedLoad.RunAsync(
            database,
            fields,
            [
                ["a@x.org", "Ann"],
            ]
        );
        await using var dry = await SteppedLoad.OpenAsync(
            database,
            fields,
            options => options with { OnDuplicate = policy, DryRun = true }
        );
        await dry.LoadAsync(["b@x.org", "Bob"]);
        var real = SteppedLoad.RunAsync(
            database,
            fields,
            [
                ["b@x.org", "Bea"],
            ],
            options => options with { OnDuplicate = policy }
        );
        Assert.Equal([RowOutcome.Inserted], await real.WaitAsync(TimeSpan.FromSeconds(20), Token));
    }

    [Theory]
    [InlineData("serializable")]
    [InlineData("repeatable read")]
    public async Task A_chunk_sees_what_others_commit_whatever_the_default_isolation_is(string isolation)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            $"""
            alter database {database.Name} set default_transaction_isolation = '{isolation}';
            create table contacts (id bigint generated by default as identity primary key, email text, first_name text);
            create function check_isolation() returns trigger language plpgsql as $$
                begin
                    if current_setting('transaction_isolation') <> 'read committed' then raise exception 'isolated'; end if;
                    return new;
                end $$;
            create trigger check_isolation before insert or update on contacts for each row execute function check_isolation();
            """,
            Token
        );
        string[][] rows =
        [
            ["a@x.org", "Ann"],
            ["a@x.org", "Bea"],
        ];
        var outcomes = await SteppedLoad.RunAsync(
            database,
            fields,
            rows,
            options => options with { OnDuplicate = DuplicatePolicy.Update }
        );
        Assert.Equal([RowOutcome.Inserted, RowOutcome.Updated], outcomes);
    }

    [Fact]
    public async Task A_sequence_that_counts_in_larger_steps_ends_the_job_in_a_sentence()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync(
            "create table contacts (id bigint generated by default as identity (increment by 10) primary key, email text, first_name text)",
            Token
        );
        await using var load = await SteppedLoad.OpenAsync(database, fields);
        var ended = await Assert.ThrowsAsync<JobException>(() =>
            load.BeginAsync(["a@x.org", "Ann"], ["b@x.org", "Bob"])
        );
        Assert.Contains("it counts in larger steps", ended.Message, StringComparison.Ordinal);
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from contacts", Token));
    }

    /// <summary>Ends the backend that loads, and waits until it is gone.</summary>
    static async Task EndLoadAsync(PostgresDatabase database)
    {
        const string Loads =
            "from pg_stat_activity where datname = current_database() and application_name like 'etl load%'";
        await database.ExecuteAsync($"select pg_terminate_backend(pid) {Loads}", Token);
        while (await database.ScalarAsync<long>($"select count(*) {Loads}", Token) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), Token);
        }
    }
}
