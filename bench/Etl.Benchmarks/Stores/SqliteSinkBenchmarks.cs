using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Stages;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Databases.Sqlite;

namespace Etl.Benchmarks.Stores;

/// <summary>Inserts the rows of a batch, some 500, into an embedded store. What is committed stays until the end: some hundred MB of the temporary folder.</summary>
[BenchmarkCategory("sink", "commit")]
public class SqliteSinkBenchmarks : IMeasured
{
    const int BatchBytes = 64 * 1024;

    static readonly DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly RecordBatch batch = ContactBatch.Make(length: BatchBytes);
    string folder = "";
    SqliteStore store = null!; // set by Setup
    ISink sink = null!; // set by Setup
    Checkpoint checkpoint = new()
    {
        ChunkNumber = 0,
        InputIndex = 0,
        Position = new SourcePosition(0, null, 0),
        OriginalOffset = 0,
        RecordCount = 0,
        LineCount = 0,
        Totals = new JobTotals(new RowTotals(), []),
        RejectLengths = new Dictionary<string, long>(StringComparer.Ordinal),
    };

    /// <inheritdoc/>
    public CallSize CallSize => ContactBatch.SizeOf(batch);

    [GlobalSetup]
    public void Setup()
    {
        folder = Directory.CreateTempSubdirectory("etl-benchmarks-").FullName;
        var path = Path.Combine(folder, "contacts.db");
        store = Wait(
            SqliteStore.OpenAsync(path, new SqliteStoreOptions(), TimeProvider.System, CancellationToken.None)
        );
        var start = new JobStart("", ["rows.csv"], "0", now, Environment.ProcessId);
        var options = new StoreSinkOptions
        {
            JobId = Wait(store.BeginJobAsync(start, CancellationToken.None)),
            Layouts = [ContactBatch.Layout],
            MatchRules = MatchRule.Default,
            BindKeys = _ => _ => { },
            OnDuplicate = DuplicatePolicy.Create,
            MemoryBytes = 64 << 20,
            Now = now,
        };
        sink = (ISink)Wait(store.OpenSinkAsync(options, CancellationToken.None));
        sink.CreateEncoder()!.Encode(batch);
        // The table's new columns belong to the first chunk.
        Commit();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        Wait(sink.DisposeAsync());
        Wait(store.DisposeAsync());
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Written and rolled back.</summary>
    [Benchmark(Baseline = true)]
    public void Write()
    {
        WriteBatch();
        Wait(sink.CompleteAsync(CancellationToken.None));
    }

    /// <summary>Written and on the disk, with the chunk's row of the ledger.</summary>
    [Benchmark]
    public void Commit()
    {
        WriteBatch();
        Wait(sink.CommitAsync(checkpoint, CancellationToken.None));
        checkpoint = checkpoint with { ChunkNumber = checkpoint.ChunkNumber + 1 };
    }

    void WriteBatch()
    {
        batch.Outcomes.Fill(RowOutcome.Pending);
        Wait(sink.WriteAsync(batch, CancellationToken.None));
    }

    static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();

    static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
}
