using System.Diagnostics;
using System.Globalization;
using System.Text;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

/// <summary>Imports that are cancelled when all of their records are loaded.</summary>
public sealed class LateCancelTests : IAsyncLifetime
{
    const int RecordCount = 50;

    /// <summary>Sleeps where the number of seconds stands.</summary>
    const string Sleep = """
        create function sleep() returns trigger language plpgsql as
            $$ begin perform pg_sleep(tg_argv[0]::float8); return new; end $$;
        """;

    readonly TempFolder folder = new();
    PostgresDatabase database = null!;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await PostgresServer.CreateDatabaseAsync(Token);
        await ImportAsync(TimeProvider.System, PublishMode.Direct, 1, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(PublishMode.Direct)]
    [InlineData(PublishMode.Staged)]
    public async Task A_job_that_is_cancelled_while_its_success_is_written_has_succeeded(PublishMode publish)
    {
        await SlowSuccessAsync(seconds: 2);
        var report = await CancelledInSleepAsync(TimeProvider.System, publish);
        Assert.Equal(("succeeded", RecordCount - 1), (report.Status, report.Rows.Inserted));
        Assert.Equal((JobState.Succeeded, RecordCount), await EndAsync());
    }

    [Theory]
    [InlineData(PublishMode.Direct)]
    [InlineData(PublishMode.Staged)]
    public async Task A_success_that_cannot_be_written_is_waited_for_for_a_time_and_can_be_written_later(
        PublishMode publish
    )
    {
        await SlowSuccessAsync(seconds: 600);
        var exception = await Assert.ThrowsAsync<PipelineException>(() =>
            CancelledInSleepAsync(new HurriedTimeProvider(), publish)
        );
        Assert.StartsWith(
            "Everything was loaded, but that could not be written into the ledger. ",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            " Have it written later with: etl jobs resume 2 --to ",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.Equal((JobState.Running, RecordCount), await EndAsync());

        await database.ExecuteAsync("drop trigger slow on etl_job", Token);
        await new JobRunner(Environment(TimeProvider.System)).ResumeAsync(
            database.UriOf("people"),
            2,
            new SilentObserver(),
            Token
        );
        Assert.Equal((JobState.Succeeded, RecordCount), await EndAsync());
    }

    static JobEnvironment Environment(TimeProvider time) => new(() => Stream.Null, () => Stream.Null, time);

    Task<int> SlowSuccessAsync(int seconds) =>
        database.ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {Sleep}
                create trigger slow before update on etl_job
                    for each row when (new.state = 'Succeeded') execute function sleep({seconds})
                """
            ),
            Token
        );

    /// <summary>Imports and cancels when the server sleeps.</summary>
    async Task<RunReport> CancelledInSleepAsync(TimeProvider time, PublishMode publish)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var importing = ImportAsync(time, publish, RecordCount, cancel.Token);
        var start = Stopwatch.GetTimestamp();
        while (await SleepingAsync() == 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "The server did not sleep.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
        }
        await cancel.CancelAsync();
        return await importing.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    /// <summary>Of this database alone: other tests sleep on the same server.</summary>
    Task<long> SleepingAsync() =>
        database.ScalarAsync<long>(
            "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()",
            Token
        );

    Task<RunReport> ImportAsync(TimeProvider time, PublishMode publish, int count, CancellationToken cancellationToken)
    {
        var options = new JobOptions
        {
            Inputs = [folder.Write($"{count}.csv", Contacts(count))],
            Target = database.UriOf("people"),
            Publish = publish,
        };
        return new JobRunner(Environment(time)).RunAsync(options, new SilentObserver(), cancellationToken);
    }

    /// <summary>What the ledger says of the second job, and how many contacts there are.</summary>
    async Task<(JobState State, long Count)> EndAsync()
    {
        var job = await new JobLedger(Environment(TimeProvider.System), database.UriOf("people")).FindAsync(2, Token);
        return (job.State, await database.ScalarAsync<long>("select count(*) from people", Token));
    }

    static string Contacts(int count)
    {
        var text = new StringBuilder("Email\n");
        for (var record = 0; record < count; record++)
        {
            text.Append(CultureInfo.InvariantCulture, $"person{record}@example.com\n");
        }
        return text.ToString();
    }
}
