using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Stores;
using Npgsql;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>
/// The ledger of one table: its jobs and what their chunks did. Every method runs on the caller's connection and inside his
/// transaction, if he has one.
/// </summary>
/// <param name="target">The table that contacts go to.</param>
sealed class PostgresLedger(TableName target)
{
    static readonly string jobColumns =
        "j.id, j.options, j.inputs, j.tool_version, j.started_at, j.process_id, j.host, j.state, j.finished_at, j.report, c.checkpoint, "
        + string.Join(
            ", ",
            new[] { "shard_set", "shard", "shard_count", "shard_bytes" }.Select(LedgerTables.ShardColumn)
        );

    /// <summary>The tables' names.</summary>
    public LedgerTables Tables { get; } = new(target.Schema);

    /// <summary>The table that contacts go to.</summary>
    public TableName Target => target;

    /// <summary>Enters a chunk. Parameters: job, chunk, checkpoint, first and last reserved id, inserted, updated.</summary>
    public string AddChunkSql =>
        $"insert into {Tables.Chunk} (job_id, chunk, checkpoint, first_id, last_id, inserted, updated) values ($1, $2, $3, $4, $5, $6, $7)";

    /// <summary>The number of the table's writer, kept from changing until the transaction ends. Parameter: the table.</summary>
    public string EpochSql => $"select epoch from {Tables.Target} where target = $1 for share";

    /// <summary>True when the ledger's tables are there. Refuses those of a newer Etl.</summary>
    public async ValueTask<bool> ExistsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var exists = await connection
            .ScalarAsync<bool>(
                "select to_regclass($1) is not null and to_regclass($2) is not null",
                [Tables.Target, Tables.Inserted],
                cancellationToken
            )
            .ConfigureAwait(false);
        if (exists)
        {
            var version = await connection
                .ScalarAsync<int>($"select max(version) from {Tables.Target}", [], cancellationToken)
                .ConfigureAwait(false);
            CheckVersion(version);
        }
        return exists;
    }

    /// <summary>
    /// Makes what is missing of the tables and enters the target, in the caller's transaction. An advisory lock lets two first
    /// runs do so one after the other.
    /// </summary>
    public async ValueTask PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            await AdvisoryLocks
                .TakeAsync(connection, AdvisoryLocks.Ledger, Tables.Schema, cancellationToken)
                .ConfigureAwait(false);
            await connection.RunAsync(Tables.Definition, [], cancellationToken).ConfigureAwait(false);
        }
        await connection
            .RunAsync(
                $"insert into {Tables.Target} values ($1, $2, false, 0) on conflict do nothing",
                [target.Name, LedgerTables.Version],
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Enters a job and returns its id.</summary>
    public ValueTask<long> AddJobAsync(
        NpgsqlConnection connection,
        JobStart start,
        CancellationToken cancellationToken
    ) =>
        connection.ScalarAsync<long>(
            $"insert into {Tables.Job} (target, options, inputs, tool_version, started_at, process_id, host, state) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id",
            [
                target.Name,
                start.OptionsYaml,
                CheckpointJson.WriteInputs(start.Inputs),
                start.ToolVersion,
                start.StartedAt.ToUniversalTime(),
                start.ProcessId,
                start.Host,
                nameof(JobState.Running),
            ],
            cancellationToken
        );

    /// <summary>True when there is a job of this id.</summary>
    public ValueTask<bool> HasJobAsync(NpgsqlConnection connection, long jobId, CancellationToken cancellationToken) =>
        connection.ScalarAsync<bool>(
            $"select exists (select from {Tables.Job} where id = $1)",
            [jobId],
            cancellationToken
        );

    /// <summary>An id that no job has yet, for dry runs.</summary>
    public ValueTask<long> NextJobIdAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ScalarAsync<long>($"select coalesce(max(id), 0) + 1 from {Tables.Job}", [], cancellationToken);

    /// <summary>The target's jobs, newest first, or the one of that id.</summary>
    public async ValueTask<List<JobEntry>> JobsAsync(
        NpgsqlConnection connection,
        long? jobId,
        CancellationToken cancellationToken
    )
    {
        var jobs = await connection
            .ListAsync(
                $"""
                select {jobColumns}
                from {Tables.Job} j left join lateral
                    (select checkpoint from {Tables.Chunk} where job_id = j.id order by chunk desc limit 1) c on true
                where j.target = $1 and ($2::bigint is null or j.id = $2) order by j.id desc
                """,
                [target.Name, jobId],
                ReadJob,
                cancellationToken
            )
            .ConfigureAwait(false);
        return await WithAliveAsync(connection, jobs, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Says of each job whether a process works on it. Who has a lock is asked only where it matters, because the views of locks and sessions
    /// take the server longer than the jobs themselves.
    /// </summary>
    async ValueTask<List<JobEntry>> WithAliveAsync(
        NpgsqlConnection connection,
        List<JobEntry> jobs,
        CancellationToken cancellationToken
    )
    {
        var running = jobs.FindAll(job => job is { State: JobState.Running, Shard: null });
        var aliveHere = running.Where(job => IsAliveHere(job.Start)).Select(job => job.Id).ToHashSet();
        // A process of another machine cannot be looked up; there the writer's lock says whether it works.
        var holder =
            aliveHere.Count < running.Count
                ? await WriterLock.HolderAsync(connection, target, cancellationToken).ConfigureAwait(false)
                : null;
        var seats = jobs.Exists(job => job is { State: JobState.Running, Shard: not null })
            ? await ShardSeats.TakenAsync(connection, cancellationToken).ConfigureAwait(false)
            : [];
        bool IsAlive(JobEntry job) =>
            job.Shard is { } shard
                ? seats.Contains(AdvisoryLocks.HashOf(ShardSeats.NameOf(target, shard)))
                : aliveHere.Contains(job.Id) || holder?.JobId == job.Id;
        return jobs.ConvertAll(job => job.State == JobState.Running ? job with { IsAlive = IsAlive(job) } : job);
    }

    static bool IsAliveHere(JobStart start) => JobProcess.IsOfThisMachine(start) && JobProcess.IsAlive(start);

    /// <summary>Sets a job's state, its end and its report; an earlier report stays when none is given.</summary>
    public async ValueTask FinishJobAsync(
        NpgsqlConnection connection,
        long jobId,
        JobState state,
        DateTimeOffset? finishedAt,
        string? reportJson,
        CancellationToken cancellationToken
    ) =>
        await connection
            .RunAsync(
                $"update {Tables.Job} set state = $2, finished_at = $3, report = coalesce($4, report) where id = $1",
                [jobId, state.ToString(), finishedAt?.ToUniversalTime(), reportJson],
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>
    /// Enters a chunk, in the (sub)transaction that writes its contacts. <paramref name="firstId"/> and
    /// <paramref name="lastId"/> are the range of ids that it reserved, null when its keys are in <c>etl_inserted</c>.
    /// </summary>
    public async ValueTask AddChunkAsync(
        NpgsqlConnection connection,
        long jobId,
        Checkpoint checkpoint,
        long? firstId,
        long? lastId,
        long inserted,
        long updated,
        CancellationToken cancellationToken
    ) =>
        await connection
            .RunAsync(
                AddChunkSql,
                [jobId, checkpoint.ChunkNumber, CheckpointJson.Write(checkpoint), firstId, lastId, inserted, updated],
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>True when a chunk is in the ledger: asked when the answer to its COMMIT was lost.</summary>
    public ValueTask<bool> HasChunkAsync(
        NpgsqlConnection connection,
        long jobId,
        int chunk,
        CancellationToken cancellationToken
    ) =>
        connection.ScalarAsync<bool>(
            $"select exists (select 1 from {Tables.Chunk} where job_id = $1 and chunk = $2)",
            [jobId, chunk],
            cancellationToken
        );

    /// <summary>The last committed chunk of a job.</summary>
    public async ValueTask<Checkpoint?> LastCheckpointAsync(
        NpgsqlConnection connection,
        long jobId,
        CancellationToken cancellationToken
    )
    {
        var text = await connection
            .ScalarAsync<string>(
                $"select checkpoint from {Tables.Chunk} where job_id = $1 order by chunk desc limit 1",
                [jobId],
                cancellationToken
            )
            .ConfigureAwait(false);
        return text is null ? null : CheckpointJson.Read(text);
    }

    /// <summary>The ends of the inputs that a job has gone on behind, in their order.</summary>
    public async ValueTask<IReadOnlyList<SourcePosition>> EndedInputsAsync(
        NpgsqlConnection connection,
        long jobId,
        CancellationToken cancellationToken
    )
    {
        var ends = await connection
            .ListAsync(
                $"select checkpoint from {Tables.Chunk} where job_id = $1 order by chunk",
                [jobId],
                reader => CheckpointJson.Read(reader.GetString(0))?.EndedInputs ?? [],
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. ends.SelectMany(chunk => chunk)];
    }

    /// <summary>All chunks of a job, in their order.</summary>
    public ValueTask<List<ChunkEntry>> ChunksAsync(
        NpgsqlConnection connection,
        long jobId,
        CancellationToken cancellationToken
    ) =>
        connection.ListAsync(
            $"select chunk, first_id, last_id, inserted, updated from {Tables.Chunk} where job_id = $1 order by chunk",
            [jobId],
            reader => new ChunkEntry(
                reader.GetInt32(0),
                reader.ValueOrNull<long>(1),
                reader.ValueOrNull<long>(2),
                reader.GetInt64(3),
                reader.GetInt64(4)
            ),
            cancellationToken
        );

    /// <summary>
    /// Makes the caller the one writer of the target, in his transaction, and returns his number. Chunks of a writer before
    /// him that are on their way are waited for; afterwards <see cref="CheckEpochAsync"/> stops him.
    /// </summary>
    public ValueTask<long> RaiseEpochAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ScalarAsync<long>(
            $"update {Tables.Target} set epoch = epoch + 1 where target = $1 returning epoch",
            [target.Name],
            cancellationToken
        );

    /// <summary>Stops a writer whose place another one took; until his transaction ends nobody else becomes the writer.</summary>
    public async ValueTask CheckEpochAsync(NpgsqlConnection connection, long epoch, CancellationToken cancellationToken)
    {
        var current = await connection
            .ScalarAsync<long>(EpochSql, [target.Name], cancellationToken)
            .ConfigureAwait(false);
        CheckEpoch(current, epoch);
    }

    /// <summary>Stops a writer when the epoch is not the one that he raised.</summary>
    public void CheckEpoch(long current, long epoch)
    {
        if (current != epoch)
        {
            throw new PipelineException(
                $"Another run of Etl writes to the table {target.Quoted} since this one lost its connection for a while, so it stops; wait for the other one."
            );
        }
    }

    /// <summary>True when Etl made the table.</summary>
    public ValueTask<bool> IsMadeByEtlAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ScalarAsync<bool>(
            $"select made_by_etl from {Tables.Target} where target = $1",
            [target.Name],
            cancellationToken
        );

    static JobEntry ReadJob(NpgsqlDataReader reader)
    {
        var start = new JobStart(
            reader.GetString(1),
            CheckpointJson.ReadInputs(reader.GetString(2)),
            reader.GetString(3),
            reader.GetFieldValue<DateTimeOffset>(4),
            reader.GetInt32(5)
        )
        {
            Host = reader.GetString(6),
        };
        var checkpoint = reader.TextOrNull(10) is { } text ? CheckpointJson.Read(text) : null;
        return new JobEntry(
            reader.GetInt64(0),
            start,
            Enum.Parse<JobState>(reader.GetString(7)),
            reader.ValueOrNull<DateTimeOffset>(8),
            checkpoint?.Totals.Rows ?? new RowTotals(),
            reader.TextOrNull(9)
        )
        {
            Shard = ReadShard(reader),
        };
    }

    static JobShard? ReadShard(NpgsqlDataReader reader) =>
        reader.TextOrNull(11) is { } set
            ? new JobShard(set, new Shard((int)Number(reader, 12), (int)Number(reader, 13)), Number(reader, 14))
            : null;

    static long Number(NpgsqlDataReader reader, int column) =>
        long.Parse(reader.GetString(column), CultureInfo.InvariantCulture);

    void CheckVersion(int version)
    {
        if (version > LedgerTables.Version)
        {
            throw new JobException(
                FormattableString.Invariant(
                    $"The ledger in the schema '{Tables.Schema}' was made by a newer Etl (version {version}, this Etl knows {LedgerTables.Version}); use that newer Etl, or name a table in another schema with --to postgres://…?table=SCHEMA.NAME."
                )
            );
        }
    }
}
