using System.Text;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

public sealed class RejectStopTests : IDisposable
{
    const int RecordCount = 6_000;

    /// <summary>Every tenth record is no contact.</summary>
    const int RejectCount = RecordCount / 10;

    const string TableQuery =
        "select relname from pg_class where relkind in ('r', 'S') and relnamespace = 'public'::regnamespace order by 1";

    readonly TempFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static JobEnvironment Environment =>
        new(() => Stream.Null, () => Stream.Null, TimeProvider.System) { BlockBytes = 4096, ChunkRows = 300 };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_import_stops_behind_the_chunk_that_passes_the_limit_and_can_be_gone_on_with()
    {
        var input = folder.Write("contacts.csv", Contacts());
        var target = "sqlite:" + folder.File("store.db");
        var options = new JobOptions
        {
            Inputs = [input],
            Target = target,
            MaxRejects = new RejectLimit(200, null),
        };
        var runner = new JobRunner(Environment);

        var stopped = await runner.RunAsync(options, new SilentObserver(), Cancellation);

        Assert.Equal("rejects-over-limit", stopped.Status);
        Assert.StartsWith("The import was stopped: ", stopped.Error, StringComparison.Ordinal);
        Assert.Contains("more than --max-rejects 200 allows", stopped.Error, StringComparison.Ordinal);
        Assert.Contains($"etl jobs resume 1 --to {target}", stopped.Error, StringComparison.Ordinal);
        Assert.InRange(stopped.Rows.Rejected, 201, 400);
        Assert.True(stopped.Rows.IsBalanced);
        var job = await new JobLedger(Environment, target).FindAsync(1, Cancellation);
        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal(stopped.Rows.Read, job.Rows.Read);
        Assert.Equal(stopped.Rows.Rejected, Lines(folder.ReadText("contacts.csv.rejects.csv")) - 1);

        var resumed = await runner.ResumeAsync(target, 1, new SilentObserver(), Cancellation);

        Assert.Equal((RecordCount, RejectCount), (resumed.Rows.Read, resumed.Rows.Rejected));
        Assert.Null(resumed.Error);
        job = await new JobLedger(Environment, target).FindAsync(1, Cancellation);
        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal(RejectCount, Lines(folder.ReadText("contacts.csv.rejects.csv")) - 1);
    }

    [Fact]
    public async Task A_share_is_judged_at_the_end_and_leaves_what_was_loaded()
    {
        var target = "sqlite:" + folder.File("store.db");
        var options = new JobOptions
        {
            Inputs = [folder.Write("contacts.csv", Contacts())],
            Target = target,
            MaxRejects = new RejectLimit(null, 5),
        };

        var report = await new JobRunner(Environment).RunAsync(options, new SilentObserver(), Cancellation);

        Assert.Equal(("rejects-over-limit", (string?)null), (report.Status, report.Error));
        Assert.Equal(RecordCount, report.Rows.Read);
        var job = await new JobLedger(Environment, target).FindAsync(1, Cancellation);
        Assert.Equal(JobState.Succeeded, job.State);
    }

    [Fact]
    public async Task An_import_into_PostgreSQL_stops_and_goes_on_alike()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var target = database.UriOf("people");
        var options = new JobOptions
        {
            Inputs = [folder.Write("contacts.csv", Contacts())],
            Target = target,
            MaxRejects = new RejectLimit(200, null),
        };
        var runner = new JobRunner(Environment);

        var stopped = await runner.RunAsync(options, new SilentObserver(), Cancellation);

        Assert.StartsWith("The import was stopped: ", stopped.Error, StringComparison.Ordinal);
        Assert.InRange(stopped.Rows.Rejected, 201, 400);
        Assert.Equal(stopped.Rows.Inserted, await CountAsync(database));

        var resumed = await runner.ResumeAsync(target, 1, new SilentObserver(), Cancellation);

        Assert.Equal((RecordCount, RejectCount), (resumed.Rows.Read, resumed.Rows.Rejected));
        Assert.Equal(RecordCount - RejectCount, await CountAsync(database));
        Assert.Equal(RejectCount, Lines(folder.ReadText("contacts.csv.rejects.csv")) - 1);
    }

    [Theory]
    [InlineData("200")]
    [InlineData("5%")]
    public async Task A_staged_import_over_the_limit_leaves_the_target_untouched(string limit)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var options = new JobOptions
        {
            Inputs = [folder.Write("few.csv", "First Name,Email\nAnn,ann@example.org\n")],
            Target = database.UriOf("people"),
        };
        var runner = new JobRunner(Environment);
        await runner.RunAsync(options, new SilentObserver(), Cancellation);
        var staged = options with
        {
            Inputs = [folder.Write("contacts.csv", Contacts())],
            Publish = PublishMode.Staged,
            MaxRejects = RejectLimit.Parse(limit),
        };
        var before = await database.RowsAsync("select xmin, * from people", Cancellation);
        var tables = await database.RowsAsync(TableQuery, Cancellation);

        var stopped = await runner.RunAsync(staged, new SilentObserver(), Cancellation);

        Assert.StartsWith("Nothing was published: ", stopped.Error, StringComparison.Ordinal);
        Assert.Equal("rejects-over-limit", stopped.Status);
        Assert.Equal(before, await database.RowsAsync("select xmin, * from people", Cancellation));
        Assert.Equal(tables, await database.RowsAsync(TableQuery, Cancellation));
        var job = await new JobLedger(Environment, options.Target).FindAsync(2, Cancellation);
        Assert.Equal(JobState.Failed, job.State);

        var whole = await runner.RunAsync(staged with { MaxRejects = null }, new SilentObserver(), Cancellation);

        Assert.Equal(RecordCount - RejectCount, whole.Rows.Inserted);
        Assert.Equal(RecordCount - RejectCount + 1, await CountAsync(database));
        Assert.Equal(tables, await database.RowsAsync(TableQuery, Cancellation));
    }

    [Fact]
    public void A_staged_import_says_that_nothing_was_published()
    {
        var options = new JobOptions
        {
            Target = "postgres://etl@localhost/crm",
            Publish = PublishMode.Staged,
            MaxRejects = new RejectLimit(null, 5),
        };

        var sentence = RejectStop.Sentence(options, "7", new RowTotals { Inserted = 90, Rejected = 10 });

        Assert.StartsWith("Nothing was published: 10 of ", sentence, StringComparison.Ordinal);
        Assert.Contains("--max-rejects 5% allows", sentence, StringComparison.Ordinal);
    }

    static Task<long> CountAsync(PostgresDatabase database) =>
        database.ScalarAsync<long>("select count(*) from people", Cancellation);

    static long Lines(string text) => text.Count(character => character == '\n');

    static string Contacts()
    {
        var text = new StringBuilder("First Name,Email,City\n");
        for (var record = 0; record < RecordCount; record++)
        {
            text.Append(
                record % 10 == 3
                    ? $",,Nowhere {record}\n"
                    : $"Person {record},person{record}@example.com,Town {record % 97}\n"
            );
        }
        return text.ToString();
    }
}
