using System.Globalization;
using System.Text;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

/// <summary>
/// Files that come twice, with records that no key tells from new ones: in every order in which two jobs can load them, be interrupted,
/// resumed and taken back, no such record is lost, and none is stored twice where that can be known.
/// </summary>
public sealed class LoadedInputsTests : IDisposable
{
    const string Sqlite = "sqlite";
    const string Postgres = "postgres";

    /// <summary>The first 128 KiB, over half, are one batch, the sample that mapping is judged by; some 25 batches follow it.</summary>
    const int RecordCount = 6_000;

    /// <summary>Every tenth record has a name and nothing that it is matched by.</summary>
    const int KeylessCount = RecordCount / 10;

    readonly TempFolder folder = new();

    static JobEnvironment Environment =>
        new(() => Stream.Null, () => Stream.Null, TimeProvider.System) { BlockBytes = 4096, ChunkRows = 300 };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task Of_two_imports_the_one_that_began_first_may_load_last(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        var store = await StoreOpener.OpenAsync(
            options.Target,
            new StoreOptions { CreateIfMissing = true },
            Environment,
            Token
        );
        await using (store)
        {
            var first = await BeginAsync(store, options);
            Assert.Equal(RecordCount, (await ImportAsync(options)).Rows.Inserted);

            var report = await RunAsync(store, options, first);

            Assert.Equal((0, RecordCount), (report.Rows.Inserted, report.Rows.Duplicate));
            Assert.Equal(KeylessCount, CountOf(report.Changes, "KEYLESS_LOADED_BEFORE"));
        }
        Assert.Equal((KeylessCount, KeylessCount), await KeylessAsync(options));
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task A_job_has_succeeded_before_the_next_one_may_write(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        var second = Task.CompletedTask;
        Task BeginSecondAsync()
        {
            second = Task.Run(() => ImportAsync(options), Token);
            // It loads all of the file in half of the time when nothing keeps it from that.
            return Task.WhenAny(second, Task.Delay(TimeSpan.FromSeconds(2), Token));
        }
        var store = new EndWatchingStore(
            await StoreOpener.OpenAsync(
                options.Target,
                new StoreOptions { CreateIfMissing = true },
                Environment,
                Token
            ),
            BeginSecondAsync
        );
        await using (store)
        {
            await RunAsync(store, options, await BeginAsync(store, options));
        }
        await second;

        Assert.Equal((KeylessCount, KeylessCount), await KeylessAsync(options));
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task Imports_of_one_new_file_at_the_same_time_load_it_once(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));

        var reports = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Task.Run(() => ImportAsync(options), Token))
        );

        Assert.Equal(RecordCount, reports.Sum(report => report.Rows.Inserted));
        Assert.Equal((KeylessCount, KeylessCount), await KeylessAsync(options));
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task What_a_later_job_loaded_meanwhile_is_not_loaded_again_by_a_resumed_one(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        var loadedBefore = await InterruptAsync(options);
        Assert.Equal(KeylessCount, await InsertedWithoutKeyAsync(options));

        await new JobRunner(Environment).ResumeAsync(options.Target, 1, new SilentObserver(), Token);

        // What the first job had loaded already is there twice: nobody knew then whether it would ever be gone on with.
        Assert.Equal((KeylessCount, KeylessCount + loadedBefore), await KeylessAsync(options));
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task What_a_resumed_job_left_to_a_later_one_comes_back_when_that_one_was_taken_back(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        var loadedBefore = await InterruptAsync(options);
        await ImportAsync(options);
        await new JobRunner(Environment).ResumeAsync(options.Target, 1, new SilentObserver(), Token);
        await UndoAsync(options, 2);
        Assert.Equal((loadedBefore, loadedBefore), await KeylessAsync(options));

        var report = await ImportAsync(options);

        // The resumed job alone does not prove that all of its file is there.
        Assert.Equal(KeylessCount, CountOf(report.Warnings, "KEYLESS_STORED_AGAIN"));
        Assert.Equal((KeylessCount, KeylessCount + loadedBefore), await KeylessAsync(options));
        Assert.Equal(0, (await ImportAsync(options)).Rows.Inserted);
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task A_resumed_job_loads_the_rest_when_the_later_one_was_taken_back_before(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        await InterruptAsync(options);
        await ImportAsync(options);
        await UndoAsync(options, 2);

        await new JobRunner(Environment).ResumeAsync(options.Target, 1, new SilentObserver(), Token);

        Assert.Equal((KeylessCount, KeylessCount), await KeylessAsync(options));
        Assert.Equal(0, (await ImportAsync(options)).Rows.Inserted);
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task What_a_job_left_out_before_it_was_interrupted_comes_back_when_its_owner_was_taken_back(
        string kind
    )
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        await ImportAsync(options);
        await InterruptAsync(options);
        await UndoAsync(options, 1);
        await new JobRunner(Environment).ResumeAsync(options.Target, 2, new SilentObserver(), Token);
        var (before, _) = await KeylessAsync(options);
        Assert.InRange(before, 1, KeylessCount - 1);

        await ImportAsync(options);

        Assert.Equal((KeylessCount, KeylessCount + before), await KeylessAsync(options));
        Assert.Equal(0, (await ImportAsync(options)).Rows.Inserted);
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task A_job_proves_the_files_that_it_loaded_and_not_the_one_that_it_left_to_another(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var first = Options(database, Write("a", 0));
        var other = Options(database, Write("b", RecordCount));
        await ImportAsync(first);
        await ImportAsync(first with { Inputs = [.. first.Inputs, .. other.Inputs] });
        Assert.Equal(0, (await ImportAsync(other)).Rows.Inserted);
        await UndoAsync(first, 1);

        Assert.Equal(RecordCount, (await ImportAsync(first)).Rows.Inserted);

        Assert.Equal((2 * KeylessCount, 2 * KeylessCount), await KeylessAsync(first));
        Assert.Equal(0, (await ImportAsync(other)).Rows.Inserted);
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task What_an_interrupted_job_has_loaded_is_said_to_be_stored_again(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        await InterruptAsync(options);

        var other = await ImportAsync(Options(database, Write("b", RecordCount)));
        var again = await ImportAsync(options);

        Assert.Empty(other.Warnings);
        Assert.Equal(KeylessCount, CountOf(again.Warnings, "KEYLESS_STORED_AGAIN"));
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task What_an_interrupted_job_that_was_taken_back_had_loaded_is_new(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        await InterruptAsync(options);
        await UndoAsync(options, 1);

        var again = await ImportAsync(options);

        Assert.Empty(again.Warnings);
        Assert.Equal((KeylessCount, KeylessCount), await KeylessAsync(options));
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task A_file_behind_a_link_is_known_when_it_comes_again(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        File.CreateSymbolicLink(folder.File("link.csv"), Write("a", 0));
        var options = Options(database, folder.File("link.csv"));
        await ImportAsync(options);

        Assert.Equal(0, (await ImportAsync(options)).Rows.Inserted);
        Assert.Equal(0, (await ImportAsync(Options(database, folder.File("a.csv")))).Rows.Inserted);
    }

    [Fact]
    public async Task What_an_interrupted_job_has_loaded_from_behind_a_link_is_said_to_be_stored_again()
    {
        File.CreateSymbolicLink(folder.File("link.csv"), Write("a", 0));
        var options = Options(null, folder.File("link.csv"));
        await InterruptAsync(options);

        var again = await ImportAsync(options);

        Assert.Equal(KeylessCount, CountOf(again.Warnings, "KEYLESS_STORED_AGAIN"));
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task A_file_that_was_read_otherwise_proves_no_record(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, folder.Write("a.csv", "Ann,Oslo,\nBob,Rome,\nCid,Bonn,\n")) with
        {
            Set = [new("#1", "first_name"), new("#2", "city"), new("#3", "email")],
        };
        Assert.Equal(2, (await ImportAsync(options)).Rows.Inserted);

        var again = await ImportAsync(options with { NoHeader = true });

        Assert.Equal(3, again.Rows.Inserted);
        Assert.Equal(3, CountOf(again.Warnings, "KEYLESS_STORED_AGAIN"));
        Assert.Equal(0, (await ImportAsync(options)).Rows.Inserted);
        Assert.Equal(0, (await ImportAsync(options with { NoHeader = true })).Rows.Inserted);
    }

    [Theory]
    [InlineData(",", "\"", "utf-8")]
    [InlineData(null, null, null)]
    public async Task What_is_said_as_it_was_found_out_proves_the_same(
        string? delimiter,
        string? quote,
        string? encoding
    )
    {
        var options = Options(null, Write("a", 0));
        await ImportAsync(options);

        var again = await ImportAsync(options with { Delimiter = delimiter, Quote = quote, Encoding = encoding });

        Assert.Equal(0, again.Rows.Inserted);
    }

    /// <summary>Imports and stops in the middle; returns how many records without a key the store has since.</summary>
    async Task<int> InterruptAsync(JobOptions options)
    {
        using var observer = new CancellingObserver(10);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new JobRunner(Environment).RunAsync(options, observer, observer.Token)
        );
        var (_, count) = await KeylessAsync(options);
        Assert.InRange(count, 1, KeylessCount);
        return count;
    }

    /// <summary>Imports all of the file; returns how many more records without a key the store has since.</summary>
    async Task<int> InsertedWithoutKeyAsync(JobOptions options)
    {
        var (_, before) = await KeylessAsync(options);
        await ImportAsync(options);
        var (_, after) = await KeylessAsync(options);
        return after - before;
    }

    static Task<RunReport> ImportAsync(JobOptions options) =>
        new JobRunner(Environment).RunAsync(options, new SilentObserver(), Token);

    static Task<UndoResult> UndoAsync(JobOptions options, long jobId) =>
        new JobLedger(Environment, options.Target).UndoAsync(jobId, Token);

    static ValueTask<long> BeginAsync(IContactStore store, JobOptions options) =>
        store.BeginJobAsync(
            new JobStart(JobFile.Write(options), options.Inputs, "test", TimeProvider.System.GetUtcNow(), 0),
            Token
        );

    /// <summary>A job that was entered before, from where it waits to be the one who writes.</summary>
    static async Task<RunReport> RunAsync(IContactStore store, JobOptions options, long jobId)
    {
        var memory = JobParts.Memory(options, Environment);
        await using var inputs = await JobInputs.OpenAsync(options, Environment, memory.BlockBytes, Token);
        var run = new ImportRun(
            Environment,
            new RunRecorder(new SilentObserver()),
            store,
            inputs,
            memory,
            jobId,
            TimeProvider.System.GetUtcNow()
        );
        return await run.RunAsync(Token);
    }

    static async Task<PostgresDatabase?> DatabaseAsync(string kind) =>
        kind == Postgres ? await PostgresServer.CreateDatabaseAsync(Token) : null;

    JobOptions Options(PostgresDatabase? database, string input) =>
        new()
        {
            Inputs = [input],
            Target = database?.UriOf("people") ?? "sqlite:" + folder.File("people.db"),
            Connections = database is null ? null : 2,
            Workers = 2,
        };

    /// <summary>How many different records without a key there are, and how many in all.</summary>
    async Task<(int Different, int All)> KeylessAsync(JobOptions options)
    {
        var output = folder.File("out.csv");
        await new JobRunner(Environment).RunAsync(
            new JobOptions
            {
                Kind = JobKind.Export,
                From = options.Target,
                Output = output,
                Overwrite = true,
                Columns = ["first_name"],
                Where = "email is null",
            },
            new SilentObserver(),
            Token
        );
        var names = (await File.ReadAllLinesAsync(output, Token))[1..];
        return (names.Distinct(StringComparer.Ordinal).Count(), names.Length);
    }

    static long CountOf(IReadOnlyList<ReportCode> codes, string name) =>
        codes.Where(code => code.Code == name).Sum(code => code.Count);

    string Write(string name, int first)
    {
        var text = new StringBuilder("First Name,Email,City\n");
        for (var number = first; number < first + RecordCount; number++)
        {
            var email = number % 10 == 9 ? "" : string.Create(CultureInfo.InvariantCulture, $"p{number}@example.com");
            text.Append(CultureInfo.InvariantCulture, $"Person {number},{email},Town of the person {number}\n");
        }
        return folder.Write(name + ".csv", text.ToString());
    }
}
