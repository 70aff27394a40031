using System.Globalization;
using System.Text;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Core.Pipeline;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;
using Etl.Jobs.Tests.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Shards;

/// <summary>Several processes that load one file, here as tasks of one process. Killed ones are in the trials.</summary>
public sealed class ShardImportTests : IDisposable
{
    const string Rows = "select (to_jsonb(p) - 'job_id' - 'created_at' - 'updated_at')::text from people p order by id";

    const string Values =
        "select (to_jsonb(p) - 'id' - 'job_id' - 'created_at' - 'updated_at')::text from people p order by id";

    readonly TempFolder folder = new();

    static JobEnvironment Environment =>
        new(() => Stream.Null, () => Stream.Null, TimeProvider.System) { BlockBytes = 4096, ChunkRows = 300 };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(DuplicatePolicy.Skip, 4)]
    [InlineData(DuplicatePolicy.Update, 3)]
    [InlineData(DuplicatePolicy.Create, 2)]
    public async Task Shards_in_any_order_leave_the_rows_and_rejects_of_one_process(DuplicatePolicy policy, int count)
    {
        await using var one = await PostgresServer.CreateDatabaseAsync(Token);
        await using var many = await PostgresServer.CreateDatabaseAsync(Token);
        var input = folder.Write("contacts.csv", Contacts(3_000));
        var options = Options(input, one) with
        {
            OnDuplicate = policy,
            Owner = "round-robin:ann,bob,cem",
            Limit = 2_900,
        };
        var whole = await RunAsync(options with { Rejects = folder.File("one.csv") });
        var shards = await ShardsAsync(options with { Target = many.UriOf("people") }, count);
        Assert.Equal(await one.RowsAsync(Rows, Token), await many.RowsAsync(Rows, Token));
        Assert.Equal(whole.Rows.Read, shards.Sum(report => report.Rows.Read));
        Assert.Equal(whole.Rows.Rejected, shards.Sum(report => report.Rows.Rejected));
        var rejects = Enumerable
            .Range(1, count)
            .Select(number => folder.File($"rejects.shard-{number}-of-{count}.csv.jsonl"))
            .Where(File.Exists)
            .SelectMany(File.ReadLines);
        Assert.Equal(File.ReadLines(folder.File("one.csv.jsonl")), rejects);
        var verified = await Ledger(many).VerifyAsync(1, Token);
        Assert.True(verified.IsConsistent, string.Join('\n', verified.Checks));
        Assert.Contains(verified.Checks, check => check.Contains($"{count} are complete", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_file_that_a_set_has_loaded_is_known_when_it_comes_again(int count)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var options = Options(folder.Write("contacts.csv", Contacts(900)), database);
        await ShardsAsync(options, 2);
        var before = await database.RowsAsync(Rows, Token);
        if (count == 0)
        {
            await RunAsync(options with { Rejects = folder.File("again.csv") });
        }
        else
        {
            await ShardsAsync(options, count);
        }
        Assert.Equal(before, await database.RowsAsync(Rows, Token));
    }

    [Fact]
    public async Task Shards_without_a_record_change_nothing()
    {
        await using var one = await PostgresServer.CreateDatabaseAsync(Token);
        await using var many = await PostgresServer.CreateDatabaseAsync(Token);
        var input = folder.Write("contacts.csv", Contacts(2));
        await RunAsync(Options(input, one));
        await ShardsAsync(Options(input, many), 5);
        Assert.Equal(await one.RowsAsync(Rows, Token), await many.RowsAsync(Rows, Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_shard_that_was_cancelled_goes_on(bool byCommand)
    {
        await using var one = await PostgresServer.CreateDatabaseAsync(Token);
        await using var many = await PostgresServer.CreateDatabaseAsync(Token);
        var input = folder.Write("contacts.csv", Contacts(5_000));
        await RunAsync(Options(input, one));
        var options = Options(input, many);
        await RunAsync(options with { Shard = new Shard(1, 2) });
        using (var observer = new CancellingObserver(3))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                new JobRunner(Environment).RunAsync(options with { Shard = new Shard(2, 2) }, observer, observer.Token)
            );
        }
        Assert.NotEqual(await one.RowsAsync(Rows, Token), await many.RowsAsync(Rows, Token));
        var report = byCommand
            ? await new JobRunner(Environment).ResumeAsync(options.Target, 2, new SilentObserver(), Token)
            : await RunAsync(options with { Shard = new Shard(2, 2) });
        Assert.Equal("2", report.Job);
        Assert.Equal(await one.RowsAsync(Values, Token), await many.RowsAsync(Values, Token));
        Assert.Equal(2, (await Ledger(many).ListAsync(Token)).Count);
    }

    [Fact]
    public async Task A_complete_shard_says_so_and_loads_nothing()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var options = Options(folder.Write("contacts.csv", Contacts(500)), database) with { Shard = new Shard(1, 2) };
        await RunAsync(options);
        var before = await database.RowsAsync(Rows, Token);
        var observer = new NotingObserver();
        var report = await new JobRunner(Environment).RunAsync(options, observer, Token);
        Assert.Equal("succeeded", report.Status);
        Assert.Contains("complete already", Assert.Single(observer.Notes), StringComparison.Ordinal);
        Assert.Equal(before, await database.RowsAsync(Rows, Token));
    }

    [Fact]
    public async Task The_same_shard_started_twice_at_once_is_loaded_once()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var options = Options(folder.Write("contacts.csv", Contacts(4_000)), database) with
        {
            Shard = new Shard(1, 1),
            OnDuplicate = DuplicatePolicy.Create,
        };
        var runs = Enumerable.Range(0, 3).Select(_ => Task.Run(() => RunAsync(options), Token));
        var reports = await Task.WhenAll(runs);
        Assert.All(reports, report => Assert.Equal("1", report.Job));
        Assert.Equal(reports[0].Rows.Inserted, await database.ScalarAsync<long>("select count(*) from people", Token));
    }

    [Fact]
    public async Task A_shard_that_does_not_belong_to_its_set_is_refused()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var first = Options(folder.Write("contacts.csv", Contacts(500)), database) with
        {
            Shard = new Shard(1, 2),
            ShardSet = "may",
        };
        await RunAsync(first);
        var other = folder.Write("other.csv", Contacts(500));
        var longer = folder.Write("more/contacts.csv", Contacts(501));
        var second = first with { Shard = new Shard(2, 2) };
        JobOptions[] wrong =
        [
            second with
            {
                Shard = new Shard(2, 3),
            },
            second with
            {
                Inputs = [longer],
            },
            second with
            {
                Inputs = [other],
            },
            second with
            {
                OnDuplicate = DuplicatePolicy.Update,
            },
        ];
        foreach (var options in wrong)
        {
            var failure = await Assert.ThrowsAsync<JobException>(() => RunAsync(options));
            Assert.Contains("'may'", failure.Message, StringComparison.Ordinal);
        }
        // A file of the same name and length is told by its bytes.
        var changed = folder.Write(
            "moved/contacts.csv",
            Contacts(500).Replace("Person 3", "Person 5", StringComparison.Ordinal)
        );
        await Assert.ThrowsAsync<JobException>(() => RunAsync(second with { Inputs = [changed] }));
        var moved = folder.Write("moved/contacts.csv", Contacts(500));
        await RunAsync(second with { Inputs = [moved], Workers = 1 });
    }

    [Fact]
    public async Task A_shard_whose_turn_does_not_come_says_for_whom_it_waited_and_may_come_again()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var options = Options(folder.Write("contacts.csv", Contacts(500)), database);
        var observer = new NotingObserver();
        var second = options with { Shard = new Shard(2, 2), ShardWait = TimeSpan.FromSeconds(1) };
        var failure = await Assert.ThrowsAsync<PipelineException>(() =>
            new JobRunner(Environment).RunAsync(second, observer, Token)
        );
        Assert.Contains("--shard-wait 1s", failure.Message, StringComparison.Ordinal);
        Assert.Contains(observer.Notes, note => note.Contains("shard 1 of 2", StringComparison.Ordinal));
        await RunAsync(options with { Shard = new Shard(1, 2) });
        await RunAsync(second);
        var jobs = await Ledger(database).ListAsync(Token);
        Assert.Equal([JobState.Succeeded, JobState.Succeeded], jobs.Select(job => job.State));
    }

    [Fact]
    public async Task A_set_is_taken_back_as_a_whole_by_its_name_and_can_be_loaded_again()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var options = Options(folder.Write("contacts.csv", Contacts(900)), database) with { ShardSet = "may" };
        await ShardsAsync(options, 3);
        var before = await database.RowsAsync(Values, Token);
        var ledger = Ledger(database);
        var number = await ledger.NumberAsync("may", Token);
        var result = await ledger.UndoAsync(number!.Value, Token);
        Assert.Equal(before.Count, result.Removed);
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from people", Token));
        Assert.All(await ledger.ListAsync(Token), job => Assert.Equal(JobState.Undone, job.State));
        await ShardsAsync(options, 3);
        Assert.Equal(before, await database.RowsAsync(Values, Token));
    }

    [Fact]
    public async Task A_ledger_from_before_there_were_shards_is_read_and_gets_its_columns_with_the_first_one()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        var options = Options(folder.Write("contacts.csv", Contacts(300)), database);
        await RunAsync(options);
        await database.ExecuteAsync(
            "alter table etl_job drop column shard_set, drop column shard, drop column shard_count, drop column shard_bytes",
            Token
        );
        var job = Assert.Single(await Ledger(database).ListAsync(Token));
        Assert.Null(job.Shard);
        await ShardsAsync(options, 2);
        Assert.Equal(
            ["1/2", "2/2"],
            (await Ledger(database).ListAsync(Token))
                .Where(entry => entry.Shard is not null)
                .Select(entry => entry.Shard!.Shard.ToString())
                .Order(StringComparer.Ordinal)
        );
    }

    static JobLedger Ledger(PostgresDatabase database) => new(Environment, database.UriOf("people"));

    JobOptions Options(string input, PostgresDatabase database) =>
        new()
        {
            Inputs = [input],
            Target = database.UriOf("people"),
            Rejects = folder.File("rejects.csv"),
            Connections = 2,
        };

    static Task<RunReport> RunAsync(JobOptions options) =>
        new JobRunner(Environment).RunAsync(options, new SilentObserver(), Token);

    /// <summary>All shards at once, the last one first.</summary>
    static Task<RunReport[]> ShardsAsync(JobOptions options, int count) =>
        Task.WhenAll(
            Enumerable
                .Range(1, count)
                .Reverse()
                .Select(number => Task.Run(() => RunAsync(options with { Shard = new Shard(number, count) }), Token))
        );

    /// <summary>Repeated persons, records without a key, records that are too long, and line breaks in quotes.</summary>
    static string Contacts(int count)
    {
        var text = new StringBuilder("First Name,Email,Notes,Owner\n");
        for (var record = 0; record < count; record++)
        {
            var person = record % 7 == 3 ? record / 3 : record;
            var email =
                record % 50 == 9 ? "" : string.Create(CultureInfo.InvariantCulture, $"person{person}@example.com");
            text.Append(
                CultureInfo.InvariantCulture,
                $"Person {record},{email},\"first line\nsecond, line {record}\",{(record % 40 == 11 ? "x,too long" : "")}\n"
            );
        }
        return text.ToString();
    }

    sealed class NotingObserver : IJobObserver
    {
        public List<string> Notes { get; } = [];

        public void Note(string sentence) => Notes.Add(sentence);

        public void Started(JobOutline outline) { }

        public void Advanced(PipelineProgress progress, long bytesRead) { }
    }
}
