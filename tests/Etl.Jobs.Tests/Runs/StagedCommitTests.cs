using System.Globalization;
using System.Text;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;
using Etl.Testing;
using Npgsql;

namespace Etl.Jobs.Tests.Runs;

/// <summary>The one COMMIT of an all-or-nothing import, whose answer may be lost.</summary>
public sealed class StagedCommitTests : IDisposable
{
    const int RecordCount = 50;

    readonly TempFolder folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(PostgresStep.CommitAnswered)]
    [InlineData(PostgresStep.CommitHalfAnswered)]
    [InlineData(PostgresStep.CommitAnsweredByShutdown)]
    public async Task A_job_whose_commit_was_not_answered_is_found_in_a_server_that_starts_over(PostgresStep step)
    {
        await using var database = await DatabaseAsync();
        var report = await ImportAsync(database, step, refusals: 6);
        Assert.Equal(("succeeded", RecordCount), (report.Status, report.Rows.Inserted));
        Assert.Equal(RecordCount, await CountAsync(database));
        Assert.Equal(JobState.Succeeded, (await JobAsync(database)).State);
    }

    [Theory]
    [InlineData(PostgresStep.BeforeCommit)]
    public async Task A_job_whose_commit_did_not_arrive_is_said_to_have_published_nothing(PostgresStep step)
    {
        await using var database = await DatabaseAsync();
        var exception = await Assert.ThrowsAsync<PipelineException>(() => ImportAsync(database, step, refusals: 4));
        Assert.Contains("nothing of it was published", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("What was committed stays", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(database));
        Assert.Equal(JobState.Failed, (await JobAsync(database)).State);
    }

    [Fact]
    public async Task A_job_whose_end_cannot_be_found_out_says_so_and_how_to_look()
    {
        await using var database = await DatabaseAsync();
        var exception = await Assert.ThrowsAsync<PipelineException>(() =>
            ImportAsync(database, PostgresStep.CommitAnswered, refusals: int.MaxValue)
        );
        Assert.Contains("is not known whether", exception.Message, StringComparison.Ordinal);
        Assert.Contains("etl jobs list --to", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_cancels_while_the_end_is_found_out_is_told_that_it_is_not_known()
    {
        await using var database = await DatabaseAsync();
        var observer = new NotingObserver();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var importing = ImportAsync(
            database,
            PostgresStep.CommitAnswered,
            refusals: int.MaxValue,
            observer,
            cancel.Token
        );
        Assert.StartsWith("Waiting for the PostgreSQL server", await observer.First, StringComparison.Ordinal);
        await cancel.CancelAsync();
        var exception = await Assert.ThrowsAsync<PipelineException>(() => importing);
        Assert.Contains("is not known whether", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("before", "")]
    [InlineData("after", "deferrable initially deferred")]
    public async Task A_transaction_that_the_server_takes_back_is_not_called_a_lost_connection(
        string when,
        string deferred
    )
    {
        await using var database = await DatabaseAsync();
        await using var proxy = PostgresProxy.Start(new NpgsqlConnectionStringBuilder(database.ConnectionString).Port);
        await database.ExecuteAsync(
            $"""
            create function fail() returns trigger language plpgsql as
                $$ begin raise exception 'could not serialize' using errcode = '40001'; end $$;
            create {(deferred.Length > 0 ? "constraint" : "")} trigger fail {when} insert on people {deferred}
                for each row execute function fail()
            """,
            Token
        );
        var exception = await Assert.ThrowsAsync<PipelineException>(() => RunAsync(database, proxy));
        Assert.Contains(
            "took back the one transaction of this all-or-nothing job (could not serialize, SQLSTATE 40001)",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>An import that was made before tells which of the commits is the last one.</summary>
    async Task<RunReport> ImportAsync(
        PostgresDatabase database,
        PostgresStep step,
        int refusals,
        IJobObserver? observer = null,
        CancellationToken? cancellationToken = null
    )
    {
        var port = new NpgsqlConnectionStringBuilder(database.ConnectionString).Port;
        await using var counting = PostgresProxy.Start(port);
        await RunAsync(database, counting);
        await database.ExecuteAsync("truncate people; truncate etl_job, etl_chunk restart identity", Token);
        await using var proxy = PostgresProxy.Start(port, new PostgresCut(step, counting.CountOf(step)));
        proxy.RefusalsAfterCut = refusals;
        return await RunAsync(database, proxy, observer, cancellationToken);
    }

    Task<RunReport> RunAsync(
        PostgresDatabase database,
        PostgresProxy proxy,
        IJobObserver? observer = null,
        CancellationToken? cancellationToken = null
    )
    {
        var target = new UriBuilder(database.UriOf("people")) { Host = "127.0.0.1", Port = proxy.Port };
        var options = new JobOptions
        {
            Inputs = [folder.Write("people.csv", Contacts())],
            Target = target.Uri.AbsoluteUri,
            Publish = PublishMode.Staged,
        };
        var environment = new JobEnvironment(() => Stream.Null, () => Stream.Null, new HurriedTimeProvider());
        return new JobRunner(environment).RunAsync(
            options,
            observer ?? new SilentObserver(),
            cancellationToken ?? Token
        );
    }

    /// <summary>A table of the user, so that a second import commits as often as the first.</summary>
    static async Task<PostgresDatabase> DatabaseAsync()
    {
        var database = await PostgresServer.CreateDatabaseAsync(Token);
        await database.ExecuteAsync("create table people (id serial primary key, email text)", Token);
        return database;
    }

    static Task<JobEntry> JobAsync(PostgresDatabase database)
    {
        var environment = new JobEnvironment(() => Stream.Null, () => Stream.Null, TimeProvider.System);
        return new JobLedger(environment, database.UriOf("people")).FindAsync(1, Token);
    }

    static Task<long> CountAsync(PostgresDatabase database) =>
        database.ScalarAsync<long>("select count(*) from people", Token);

    static string Contacts()
    {
        var text = new StringBuilder("Email\n");
        for (var record = 0; record < RecordCount; record++)
        {
            text.Append(CultureInfo.InvariantCulture, $"person{record}@example.com\n");
        }
        return text.ToString();
    }
}
