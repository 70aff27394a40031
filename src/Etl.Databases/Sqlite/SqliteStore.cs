using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Stores;
using Microsoft.Data.Sqlite;

namespace Etl.Databases.Sqlite;

/// <summary>
/// The embedded store: contacts and the ledger in one SQLite file. One process writes at a time; others may read between
/// its chunks.
/// </summary>
public sealed class SqliteStore : IContactStore
{
    readonly SqliteDatabase database;
    readonly SqliteLedger ledger;
    readonly SqliteStoreOptions options;
    readonly TimeProvider time;
    readonly string path;
    readonly string? temporaryPath;

    SqliteStore(
        SqliteDatabase database,
        SqliteStoreOptions options,
        TimeProvider time,
        string path,
        string? temporaryPath
    )
    {
        this.database = database;
        this.options = options;
        this.time = time;
        this.path = path;
        this.temporaryPath = temporaryPath;
        ledger = new SqliteLedger(database);
    }

    /// <inheritdoc/>
    public string Name => "sqlite:" + path;

    /// <summary>Opens a store; see <see cref="SqliteStoreOptions"/>. Throws <see cref="JobException"/> when the file cannot be one.</summary>
    public static ValueTask<SqliteStore> OpenAsync(
        string path,
        SqliteStoreOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var isMissing = StoreFile.IsMissing(path, options);
        var temporaryPath = isMissing && options.DryRun ? StoreFile.TemporaryPath() : null;
        var mode = options.CreateIfMissing ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite;
        var database = SqliteDatabase.Open(temporaryPath ?? path, mode, options.BusyTimeout);
        try
        {
            SqliteSchema.Prepare(database);
            database.Execute("pragma synchronous = full; pragma foreign_keys = off; pragma trusted_schema = off");
        }
        catch
        {
            database.Dispose();
            throw;
        }
        return ValueTask.FromResult(new SqliteStore(database, options, time, path, temporaryPath));
    }

    /// <inheritdoc/>
    public ValueTask<long> BeginJobAsync(JobStart start, CancellationToken cancellationToken) =>
        ValueTask.FromResult(options.DryRun ? ledger.NextJobId() : ledger.AddJob(start));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JobEntry>> ListJobsAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<JobEntry>>(ledger.Jobs());

    /// <inheritdoc/>
    public ValueTask<JobEntry?> FindJobAsync(long jobId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ledger.FindJob(jobId));

    /// <inheritdoc/>
    public ValueTask<Checkpoint?> LastCheckpointAsync(long jobId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ledger.LastCheckpoint(jobId));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SourcePosition>> EndedInputsAsync(long jobId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ledger.EndedInputs(jobId));

    /// <inheritdoc/>
    public ValueTask FinishJobAsync(long jobId, JobState state, string? reportJson, CancellationToken cancellationToken)
    {
        if (!options.DryRun)
        {
            var finishedAt = state == JobState.Running ? (DateTimeOffset?)null : time.GetUtcNow();
            ledger.FinishJob(jobId, state, finishedAt, reportJson);
        }
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<IBatchSink> OpenSinkAsync(StoreSinkOptions sinkOptions, CancellationToken cancellationToken)
    {
        var isDryRun = options.DryRun || sinkOptions.DryRun;
        var pageBytes = PageMemory.BytesOf(sinkOptions);
        var memory = new KeyMemory(sinkOptions, pageBytes, options.RecentKeyBytes);
        database.Execute(FormattableString.Invariant($"pragma cache_size = -{pageBytes >> 10}"));
        var writerLock = await TakeLockAsync(cancellationToken).ConfigureAwait(false);
        var sink = new SqliteSink(
            database,
            ledger,
            sinkOptions with
            {
                DryRun = isDryRun,
            },
            writerLock,
            memory,
            options.Note
        );
        try
        {
            sink.Start(cancellationToken);
            return sink;
        }
        catch
        {
            await sink.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<ISource> OpenSourceAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        var reader = SqliteDatabase.Open(database.Path, SqliteOpenMode.ReadWrite, options.BusyTimeout);
        return ValueTask.FromResult<ISource>(SqliteSource.Open(reader, Name, query));
    }

    /// <inheritdoc/>
    public async ValueTask<UndoResult> UndoAsync(long jobId, CancellationToken cancellationToken)
    {
        JobProcess.CheckUndo(ledger.Job(jobId), path);
        using var writerLock = await TakeLockAsync(cancellationToken).ConfigureAwait(false);
        // Whoever held the lock may have taken the job back himself.
        var job = ledger.Job(jobId);
        JobProcess.CheckUndo(job, path);
        return SqliteUndo.Run(
            database,
            ledger,
            jobId,
            time.GetUtcNow(),
            result => JobProcess.CheckUndone(job, result, path)
        );
    }

    /// <inheritdoc/>
    public ValueTask<VerifyResult> VerifyAsync(long jobId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(SqliteVerification.Run(database, ledger, ledger.Job(jobId)));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        database.Rollback();
        database.Dispose();
        if (temporaryPath is not null)
        {
            File.Delete(temporaryPath);
            // SQLite leaves it where a full disk ended the transaction, with contacts in it.
            File.Delete(temporaryPath + "-journal");
        }
        return ValueTask.CompletedTask;
    }

    ValueTask<IDisposable> TakeLockAsync(CancellationToken cancellationToken) =>
        WriterLock.TakeAsync(database.Path, options.BusyTimeout, DescribeHolder, cancellationToken);

    /// <summary>Names the job that runs there, as far as the ledger can be read.</summary>
    string DescribeHolder()
    {
        var job = ledger.Jobs().Find(entry => entry.State == JobState.Running);
        return job is null
            ? "another run of Etl"
            : FormattableString.Invariant(
                $"another run of Etl (process {job.Start.ProcessId}, job {job.Id}, started at {job.Start.StartedAt:u})"
            );
    }
}
