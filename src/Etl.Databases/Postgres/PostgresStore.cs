using System.Data;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Ledger;
using Etl.Databases.Postgres.Loading;
using Etl.Databases.Postgres.Reading;
using Etl.Databases.Stores;
using Npgsql;

namespace Etl.Databases.Postgres;

/// <summary>
/// A table of a PostgreSQL database and its ledger. Each question to the ledger has a connection of its own, so that a lost
/// connection or a restarted server between two of them goes unnoticed.
/// </summary>
public sealed class PostgresStore : IContactStore
{
    readonly PostgresConnections connections;
    readonly PostgresLedger ledger;
    readonly PostgresStoreOptions options;
    readonly LedgerAccess access;
    readonly TimeProvider time;

    PostgresStore(PostgresAddress address, PostgresStoreOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        connections = new PostgresConnections(address) { Note = options.Note };
        ledger = new PostgresLedger(address.Table);
        access = new LedgerAccess(connections, time);
    }

    /// <inheritdoc/>
    public string Name => connections.Address.Name;

    /// <inheritdoc/>
    public bool LoadsChunks => true;

    /// <summary>
    /// Opens a store; see <see cref="PostgresStoreOptions"/>. Nothing is made before a job begins. Throws
    /// <see cref="JobException"/> when the database cannot be used, or when nothing is there although it should be.
    /// </summary>
    public static async ValueTask<PostgresStore> OpenAsync(
        PostgresAddress address,
        PostgresStoreOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var store = new PostgresStore(address, options, time);
        try
        {
            await store.access.RunAsync("open it", store.CheckAsync, cancellationToken).ConfigureAwait(false);
            return store;
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoreColumn>> ListColumnsAsync(CancellationToken cancellationToken) =>
        access.RunAsync("read the columns of its table", ReadColumnsAsync, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<long> BeginJobAsync(JobStart start, CancellationToken cancellationToken)
    {
        var entry = new JobEntering(ledger, start);
        return await access
            .RunAsync(
                "enter a job into its ledger",
                (connection, token) =>
                    options.DryRun
                        ? NextJobIdAsync(connection, token)
                        : PrepareAsync(connection, () => entry.EnterAsync(connection, token), token),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ShardSeat> TakeShardAsync(
        JobShard shard,
        JobStart start,
        Action<IReadOnlyList<JobEntry>> check,
        CancellationToken cancellationToken
    )
    {
        await access
            .RunAsync(
                "prepare its ledger",
                (connection, token) => PrepareAsync(connection, () => ValueTask.FromResult(true), token),
                cancellationToken
            )
            .ConfigureAwait(false);
        return await Seats.TakeAsync(shard, start, check, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ShardEntry>> ListShardsAsync(
        string set,
        CancellationToken cancellationToken
    ) =>
        await ReadLedgerAsync((connection, token) => Seats.ListAsync(connection, set, token), cancellationToken)
            .ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<JobEntry>> ListJobsAsync(CancellationToken cancellationToken) =>
        await JobsAsync(null, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<JobEntry?> FindJobAsync(long jobId, CancellationToken cancellationToken)
    {
        var jobs = await JobsAsync(jobId, cancellationToken).ConfigureAwait(false);
        return jobs.Count == 0 ? null : jobs[0];
    }

    /// <inheritdoc/>
    public ValueTask<Checkpoint?> LastCheckpointAsync(long jobId, CancellationToken cancellationToken) =>
        ReadLedgerAsync((connection, token) => ledger.LastCheckpointAsync(connection, jobId, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SourcePosition>> EndedInputsAsync(long jobId, CancellationToken cancellationToken) =>
        ReadLedgerAsync((connection, token) => ledger.EndedInputsAsync(connection, jobId, token), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask FinishJobAsync(
        long jobId,
        JobState state,
        string? reportJson,
        CancellationToken cancellationToken
    )
    {
        if (options.DryRun)
        {
            return;
        }
        var finishedAt = state == JobState.Running ? (DateTimeOffset?)null : time.GetUtcNow();
        await access
            .RunAsync(
                "write its ledger",
                async (connection, token) =>
                {
                    await ledger
                        .FinishJobAsync(connection, jobId, state, finishedAt, reportJson, token)
                        .ConfigureAwait(false);
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IBatchSink> OpenSinkAsync(StoreSinkOptions sinkOptions, CancellationToken cancellationToken)
    {
        var all = sinkOptions with { DryRun = options.DryRun || sinkOptions.DryRun };
        var memory = new KeyMemory(all, recentBytes: options.RecentKeyBytes);
        return await new SinkOpener(connections, ledger, access, all, memory, time)
            .OpenAsync(options.Note, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ISource> OpenSourceAsync(StoreQuery query, CancellationToken cancellationToken) =>
        await PostgresReader.OpenAsync(connections, query, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<UndoResult> UndoAsync(long jobId, CancellationToken cancellationToken)
    {
        var job = await ReadLedgerAsync((connection, token) => FindAsync(connection, jobId, token), cancellationToken)
            .ConfigureAwait(false);
        JobProcess.CheckUndo(job, Name);
        var writerLock = await access
            .RepeatAsync(
                "wait for other writers",
                token => WriterLock.TakeAsync(connections, ledger.Target, jobId, time, options.Note, token),
                cancellationToken
            )
            .ConfigureAwait(false);
        await using (writerLock.ConfigureAwait(false))
        {
            UndoResult? inDoubt = null;
            return await access
                .RunAsync(
                    "undo a job",
                    (connection, token) =>
                        UndoAsync(connection, (jobId, job.FinishedAt), inDoubt, result => inDoubt = result, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<VerifyResult> VerifyAsync(long jobId, CancellationToken cancellationToken) =>
        access.RunAsync(
            "verify a job",
            (connection, token) => VerifyAsync(connection, jobId, token),
            cancellationToken
        );

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connections.DisposeAsync();

    ShardSeats Seats => new(connections, ledger, access, time, options.Note);

    /// <summary>A store that must be there has a table or at least a ledger; a query needs neither.</summary>
    async ValueTask<bool> CheckAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        connections.OpenAhead(options.ConnectionsAhead);
        if (connections.Address.Query is null)
        {
            await TableSpelling.CheckAsync(connection, ledger.Target, cancellationToken).ConfigureAwait(false);
        }
        var hasLedger = await ledger.ExistsAsync(connection, cancellationToken).ConfigureAwait(false);
        if (options.CreateIfMissing || hasLedger || connections.Address.Query is not null)
        {
            return hasLedger;
        }
        var hasTable = await connection
            .ScalarAsync<bool>("select to_regclass($1) is not null", [ledger.Target.Quoted], cancellationToken)
            .ConfigureAwait(false);
        if (!hasTable)
        {
            throw new JobException(
                $"There is no table {ledger.Target} in '{Name}'; name another one with ?table=schema.name, or make it with: {StoreCommand.Of("import FILE", Name)}"
            );
        }
        return false;
    }

    async ValueTask<IReadOnlyList<StoreColumn>> ReadColumnsAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        var table = await TargetTable.ReadAsync(connection, ledger.Target, cancellationToken).ConfigureAwait(false);
        var isMadeByEtl =
            table is not null
            && TableMaker.HasOwnShape(table)
            && await ledger.ExistsAsync(connection, cancellationToken).ConfigureAwait(false)
            && await ledger.IsMadeByEtlAsync(connection, cancellationToken).ConfigureAwait(false);
        return table is null || isMadeByEtl ? [] : FieldColumns.Of(table, isMadeByEtl).ForMapping();
    }

    /// <summary>Makes what is missing of the ledger and does what comes first in it, in one transaction.</summary>
    async ValueTask<T> PrepareAsync<T>(
        NpgsqlConnection connection,
        Func<ValueTask<T>> enter,
        CancellationToken cancellationToken
    )
    {
        var transaction = await connections.BeginAsync(connection, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            try
            {
                await ledger.PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.InsufficientPrivilege)
            {
                throw MayNotMakeTables(exception);
            }
            var entered = await enter().ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return entered;
        }
    }

    async ValueTask<long> NextJobIdAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await ledger.ExistsAsync(connection, cancellationToken).ConfigureAwait(false)
            ? await ledger.NextJobIdAsync(connection, cancellationToken).ConfigureAwait(false)
            : 1;

    ValueTask<List<JobEntry>> JobsAsync(long? jobId, CancellationToken cancellationToken) =>
        access.RunAsync(
            "read its ledger",
            async (connection, token) =>
                await ledger.ExistsAsync(connection, token).ConfigureAwait(false)
                    ? await ledger.JobsAsync(connection, jobId, token).ConfigureAwait(false)
                    : [],
            cancellationToken
        );

    /// <summary>
    /// One attempt to undo. When the answer to the COMMIT of the one before was lost, becoming the writer waits until the server
    /// is done with it, and the job's state and the time that it came to say what became of it.
    /// </summary>
    async ValueTask<UndoResult> UndoAsync(
        NpgsqlConnection connection,
        (long Id, DateTimeOffset? FinishedAt) before,
        UndoResult? inDoubt,
        Action<UndoResult> commits,
        CancellationToken cancellationToken
    )
    {
        var transaction = await connections.BeginAsync(connection, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ledger.RaiseEpochAsync(connection, cancellationToken).ConfigureAwait(false);
            var job = await FindAsync(connection, before.Id, cancellationToken).ConfigureAwait(false);
            if (inDoubt is not null && job.State == JobState.Undone && job.FinishedAt != before.FinishedAt)
            {
                return inDoubt;
            }
            JobProcess.CheckUndo(job with { IsAlive = false }, Name);
            var table = await FindTableAsync(connection, cancellationToken).ConfigureAwait(false);
            var result = await PostgresUndo
                .RunAsync(connection, ledger, table, job, time.GetUtcNow(), cancellationToken)
                .ConfigureAwait(false);
            JobProcess.CheckUndone(job, result, Name);
            commits(result);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return result;
        }
    }

    async ValueTask<VerifyResult> VerifyAsync(
        NpgsqlConnection connection,
        long jobId,
        CancellationToken cancellationToken
    )
    {
        var transaction = await connection
            .BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken)
            .ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var job = await FindAsync(connection, jobId, cancellationToken).ConfigureAwait(false);
            var table = await FindTableAsync(connection, cancellationToken).ConfigureAwait(false);
            return await PostgresVerification
                .RunAsync(connection, ledger, table, job, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>The table; its key is known also while an initial load has not made the index yet.</summary>
    async ValueTask<TargetTable> FindTableAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var table =
            await TargetTable.ReadAsync(connection, ledger.Target, cancellationToken).ConfigureAwait(false)
            ?? throw new JobException(
                $"There is no table {ledger.Target} in '{Name}' any more, so nothing of the job is there to undo or verify."
            );
        return
            table is { Key: null, HasCompositeKey: false }
            && TableMaker.HasOwnShape(table)
            && await ledger.IsMadeByEtlAsync(connection, cancellationToken).ConfigureAwait(false)
            ? table with
            {
                Key = table.Find(TableMaker.KeyColumn),
            }
            : table;
    }

    ValueTask<T> ReadLedgerAsync<T>(
        Func<NpgsqlConnection, CancellationToken, ValueTask<T>> read,
        CancellationToken cancellationToken
    ) => access.RunAsync("read its ledger", read, cancellationToken);

    /// <summary>The job, which must be there.</summary>
    async ValueTask<JobEntry> FindAsync(NpgsqlConnection connection, long jobId, CancellationToken cancellationToken)
    {
        var jobs = await ledger.ExistsAsync(connection, cancellationToken).ConfigureAwait(false)
            ? await ledger.JobsAsync(connection, jobId, cancellationToken).ConfigureAwait(false)
            : [];
        return jobs.Count > 0
            ? jobs[0]
            : throw new JobException(
                FormattableString.Invariant(
                    $"The store '{Name}' knows no job {jobId}; 'etl jobs list' shows the jobs that it knows."
                )
            );
    }

    JobException MayNotMakeTables(PostgresException exception) =>
        new(
            $"The user '{connections.Address.User}' may not make or use the tables of the ledger (etl_job and others) in the schema '{ledger.Tables.Schema}' of '{Name}' (SQLSTATE {exception.SqlState}); grant it with 'grant usage, create on schema {ledger.Tables.Schema} to {connections.Address.User}', or name a table in another schema with ?table=schema.name.",
            exception
        );
}
