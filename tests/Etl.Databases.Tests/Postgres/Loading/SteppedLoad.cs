using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Databases.Postgres;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Ledger;
using Etl.Databases.Tests.Sqlite;
using Etl.Testing;
using Npgsql;

namespace Etl.Databases.Tests.Postgres.Loading;

/// <summary>One job whose chunks a test begins, settles and commits one by one, so that others can act in between.</summary>
sealed class SteppedLoad : IAsyncDisposable
{
    /// <summary>Keys are not held in memory: they are looked up to be updated, or else go to the disk.</summary>
    public const long NoMemory = 0;

    /// <summary>Has the server believe that there are so many contacts that they are not read for a few records.</summary>
    public const string SaysLarge =
        "update pg_class set reltuples = 1e8, relpages = 1000000 where relname = 'contacts'";

    public const long PlentyOfMemory = 64 << 20;

    /// <summary>Room for the match keys of 9,000 contacts and not for their primary keys, when these are texts.</summary>
    public const long KeysOnly = 600_000;

    readonly PostgresDatabase database;
    readonly PostgresStore store;
    readonly BatchLayout layout;
    readonly Action<RecordBatch> computeKeys;
    readonly IChunkSink sink;
    ILoadingChunk? chunk;
    RecordBatch? batch;
    long recordCount;

    SteppedLoad(
        PostgresDatabase database,
        PostgresStore store,
        long jobId,
        BatchLayout layout,
        Action<RecordBatch> computeKeys,
        IChunkSink sink
    )
    {
        this.database = database;
        this.store = store;
        this.layout = layout;
        this.computeKeys = computeKeys;
        this.sink = sink;
        JobId = jobId;
    }

    public long JobId { get; }

    /// <summary>What became of the search for duplicates.</summary>
    public ReportDuplicateSearch? DuplicateSearch => sink.DuplicateSearch;

    /// <summary>0-based number of the next chunk.</summary>
    public int ChunkCount { get; private set; }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Begins a job into the table <c>contacts</c>.</summary>
    public static async Task<SteppedLoad> OpenAsync(
        PostgresDatabase database,
        string[] fields,
        Func<StoreSinkOptions, StoreSinkOptions>? change = null,
        string? uri = null,
        TimeProvider? time = null,
        long? recentKeyBytes = null
    )
    {
        var store = await PostgresStore.OpenAsync(
            PostgresAddress.Parse(uri ?? database.Uri),
            new PostgresStoreOptions { RecentKeyBytes = recentKeyBytes },
            time ?? TimeProvider.System,
            Token
        );
        var jobId = await store.BeginJobAsync(StoreFixture.Start(), Token);
        var layout = StoreFixture.Layout(fields);
        var options = StoreFixture.Options(jobId, layout);
        options = change?.Invoke(options) ?? options;
        var sink = (IChunkSink)await store.OpenSinkAsync(options, Token);
        return new SteppedLoad(database, store, jobId, layout, options.BindKeys(layout), sink);
    }

    /// <summary>One whole job.</summary>
    public static async Task<IReadOnlyList<RowOutcome>> RunAsync(
        PostgresDatabase database,
        string[] fields,
        string[][] rows,
        Func<StoreSinkOptions, StoreSinkOptions>? change = null
    )
    {
        await using var load = await OpenAsync(database, fields, change);
        var outcomes = await load.LoadAsync(rows);
        await load.CompleteAsync();
        return outcomes;
    }

    /// <summary>Decides a chunk and starts to send it.</summary>
    public async Task BeginAsync(params string[][] rows)
    {
        batch = new RecordBatch(1 << 14);
        StoreFixture.Fill(batch, layout, rows);
        computeKeys(batch);
        batch.FirstRecordNumber = recordCount + 1;
        recordCount += rows.Length;
        sink.CreateEncoder()?.Encode(batch);
        chunk = await sink.BeginAsync(ChunkCount, [batch], Token);
    }

    /// <summary>Waits until the chunk is sent; the buckets of its rows.</summary>
    public async Task<IReadOnlyList<RowOutcome>> SettleAsync()
    {
        await chunk!.SettleAsync(Token);
        return batch!.Outcomes.ToArray();
    }

    public async Task CommitAsync()
    {
        await chunk!.CommitAsync(
            new Checkpoint
            {
                ChunkNumber = ChunkCount++,
                InputIndex = 0,
                Position = new SourcePosition(recordCount, null, 0),
                OriginalOffset = recordCount,
                RecordCount = recordCount,
                LineCount = recordCount,
                Totals = new JobTotals(new RowTotals { Read = recordCount }, []),
                RejectLengths = new Dictionary<string, long>(),
            },
            Token
        );
        await chunk.DisposeAsync();
        chunk = null;
    }

    /// <summary>A whole chunk.</summary>
    public async Task<IReadOnlyList<RowOutcome>> LoadAsync(params string[][] rows)
    {
        await BeginAsync(rows);
        var outcomes = await SettleAsync();
        await CommitAsync();
        return outcomes;
    }

    /// <summary>Ends the job.</summary>
    public async Task CompleteAsync()
    {
        await sink.CompleteAsync(Token);
        await store.FinishJobAsync(JobId, JobState.Succeeded, "{}", Token);
    }

    /// <summary>
    /// Keeps the next chunk from being sent once it is decided, until the connection is disposed: it waits for the lock that an
    /// earlier attempt of it would hold.
    /// </summary>
    public async Task<NpgsqlConnection> HoldChunkAsync()
    {
        var (lockClass, number) = AdvisoryLocks.OfChunk(JobId, ChunkCount);
        var connection = await database.OpenAsync(Token);
        await using var command = new NpgsqlCommand("select pg_advisory_lock($1, $2)", connection)
        {
            Parameters =
            {
                new() { Value = lockClass },
                new() { Value = number },
            },
        };
        await command.ExecuteNonQueryAsync(Token);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (chunk is not null)
        {
            await chunk.DisposeAsync();
        }
        await sink.DisposeAsync();
        await store.DisposeAsync();
    }
}
