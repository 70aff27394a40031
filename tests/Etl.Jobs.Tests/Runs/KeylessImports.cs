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

/// <summary>Imports of files a tenth of whose records has nothing that it is matched by, into both kinds of stores.</summary>
public abstract class KeylessImports : IDisposable
{
    protected const string Sqlite = "sqlite";
    protected const string Postgres = "postgres";

    /// <summary>The first 128 KiB, over half, are one batch, the sample that mapping is judged by; some 25 batches follow it.</summary>
    protected const int RecordCount = 6_000;

    /// <summary>Every tenth record has a name and nothing that it is matched by.</summary>
    protected const int KeylessCount = RecordCount / 10;

    readonly TempFolder folder = new();

    /// <summary>Where files lie.</summary>
    protected TempFolder Folder => folder;

    protected static JobEnvironment Environment =>
        new(() => Stream.Null, () => Stream.Null, TimeProvider.System) { BlockBytes = 4096, ChunkRows = 300 };

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    /// <summary>Imports and stops in the middle; returns how many records without a key the store has since.</summary>
    protected async Task<int> InterruptAsync(JobOptions options)
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
    protected async Task<int> InsertedWithoutKeyAsync(JobOptions options)
    {
        var (_, before) = await KeylessAsync(options);
        await ImportAsync(options);
        var (_, after) = await KeylessAsync(options);
        return after - before;
    }

    protected static Task<RunReport> ImportAsync(JobOptions options) =>
        new JobRunner(Environment).RunAsync(options, new SilentObserver(), Token);

    protected static Task<UndoResult> UndoAsync(JobOptions options, long jobId) =>
        new JobLedger(Environment, options.Target).UndoAsync(jobId, Token);

    protected static ValueTask<long> BeginAsync(IContactStore store, JobOptions options) =>
        store.BeginJobAsync(
            new JobStart(JobFile.Write(options), options.Inputs, "test", TimeProvider.System.GetUtcNow(), 0),
            Token
        );

    /// <summary>A job that was entered before, from where it waits to be the one who writes.</summary>
    protected static async Task<RunReport> RunAsync(IContactStore store, JobOptions options, long jobId)
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

    protected static async Task<PostgresDatabase?> DatabaseAsync(string kind) =>
        kind == Postgres ? await PostgresServer.CreateDatabaseAsync(Token) : null;

    protected JobOptions Options(PostgresDatabase? database, string input) =>
        new()
        {
            Inputs = [input],
            Target = database?.UriOf("people") ?? "sqlite:" + folder.File("people.db"),
            Connections = database is null ? null : 2,
            Workers = 2,
        };

    /// <summary>How many different records without a key there are, and how many in all.</summary>
    protected async Task<(int Different, int All)> KeylessAsync(JobOptions options)
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

    protected static long CountOf(IReadOnlyList<ReportCode> codes, string name) =>
        codes.Where(code => code.Code == name).Sum(code => code.Count);

    protected string Write(string name, int first)
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
