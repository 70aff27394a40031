using Etl.Core.Contracts;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Connections;
using Npgsql;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>
/// The shards of sets in a ledger. A process holds the lock of its shard as long as it works, so nobody else goes on with the
/// same job; what it writes is guarded by the writer's lock and epoch besides.
/// </summary>
/// <param name="connections">Where to connect.</param>
/// <param name="ledger">The ledger, whose tables are there.</param>
/// <param name="access">Repeats what may be done twice.</param>
/// <param name="time">The clock.</param>
/// <param name="note">Told what it waits for.</param>
sealed class ShardSeats(
    PostgresConnections connections,
    PostgresLedger ledger,
    LedgerAccess access,
    TimeProvider time,
    Action<string> note
)
{
    const string EnterAction = "enter a shard into its ledger";

    /// <summary>See <see cref="IContactStore.TakeShardAsync"/>.</summary>
    public async ValueTask<ShardSeat> TakeAsync(
        JobShard shard,
        JobStart start,
        Action<IReadOnlyList<JobEntry>> check,
        CancellationToken cancellationToken
    )
    {
        var held = await access
            .RepeatAsync("wait for the same shard", token => HoldAsync(shard, token), cancellationToken)
            .ConfigureAwait(false);
        try
        {
            var entry = await access
                .RunAsync(
                    EnterAction,
                    (connection, token) => EnterAsync(connection, shard, start, check, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
            var last = await access
                .RunAsync(
                    EnterAction,
                    (connection, token) => ledger.LastCheckpointAsync(connection, entry.Id, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
            return new ShardSeat(entry, last, held);
        }
        catch
        {
            await held.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The shards of a set that have begun and were not taken back.</summary>
    public ValueTask<List<ShardEntry>> ListAsync(
        NpgsqlConnection connection,
        string set,
        CancellationToken cancellationToken
    ) =>
        connection.ListAsync(
            $"""
            select j.shard, j.id, j.state, c.checkpoint
            from {ledger.Tables.Job} j left join lateral
                (select checkpoint from {ledger.Tables.Chunk} where job_id = j.id order by chunk desc limit 1) c on true
            where j.target = $1 and j.shard_set = $2 and j.state <> '{nameof(JobState.Undone)}' order by j.shard
            """,
            [ledger.Target.Name, set],
            reader => new ShardEntry(
                reader.GetInt32(0),
                reader.GetInt64(1),
                Enum.Parse<JobState>(reader.GetString(2)),
                reader.TextOrNull(3) is { } text ? Stores.CheckpointJson.Read(text) : null
            ),
            cancellationToken
        );

    /// <summary>Name of the lock of a shard.</summary>
    public static string NameOf(TableName target, JobShard shard) => $"{target.Quoted}\n{shard.Set}\n{shard.Shard}";

    /// <summary>Numbers of the locks of shards that somebody works on.</summary>
    public static async ValueTask<HashSet<int>> TakenAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        var numbers = await connection
            .ListAsync(
                """
                select objid::bigint from pg_locks
                where locktype = 'advisory' and objsubid = 2 and granted and classid::bigint = $1
                    and database = (select oid from pg_database where datname = current_database())
                """,
                [(long)AdvisoryLocks.Shard],
                reader => unchecked((int)reader.GetInt64(0)),
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. numbers];
    }

    ValueTask<HeldLock> HoldAsync(JobShard shard, CancellationToken cancellationToken) =>
        HeldLock.TakeAsync(
            connections,
            new LockName(AdvisoryLocks.Shard, NameOf(ledger.Target, shard)),
            LockHolder.NameOf(shard),
            time,
            holder => note($"Waiting for {holder}, which works on the same shard of the set '{shard.Set}'."),
            cancellationToken
        );

    /// <summary>The lock of the set's name makes shards that start at once enter one after the other.</summary>
    async ValueTask<JobEntry> EnterAsync(
        NpgsqlConnection connection,
        JobShard shard,
        JobStart start,
        Action<IReadOnlyList<JobEntry>> check,
        CancellationToken cancellationToken
    )
    {
        var transaction = await connections.BeginAsync(connection, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await AddColumnsAsync(connection, cancellationToken).ConfigureAwait(false);
            await AdvisoryLocks
                .TakeAsync(connection, AdvisoryLocks.Shard, shard.Set, cancellationToken)
                .ConfigureAwait(false);
            var jobs = await ledger.JobsAsync(connection, null, cancellationToken).ConfigureAwait(false);
            var set = jobs.Where(job => job.Shard?.Set == shard.Set && job.State != JobState.Undone).ToList();
            check(set);
            var entry = set.Find(job => job.Shard!.Shard.Number == shard.Shard.Number);
            if (entry is null)
            {
                entry = await AddAsync(connection, shard, start, cancellationToken).ConfigureAwait(false);
            }
            else if (entry.State != JobState.Succeeded)
            {
                await TakeOverAsync(connection, entry.Id, start, cancellationToken).ConfigureAwait(false);
            }
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return entry;
        }
    }

    /// <summary>Altering a table waits for all who use it, so it is only done where it must be.</summary>
    async ValueTask AddColumnsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var has = await connection
            .ScalarAsync<bool>(
                "select exists (select from pg_attribute where attrelid = to_regclass($1) and attname = 'shard_bytes')",
                [ledger.Tables.Job],
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!has)
        {
            await connection.RunAsync(ledger.Tables.AddShardColumns, [], cancellationToken).ConfigureAwait(false);
        }
    }

    async ValueTask<JobEntry> AddAsync(
        NpgsqlConnection connection,
        JobShard shard,
        JobStart start,
        CancellationToken cancellationToken
    )
    {
        var id = await ledger.AddJobAsync(connection, start, cancellationToken).ConfigureAwait(false);
        await connection
            .RunAsync(
                $"update {ledger.Tables.Job} set shard_set = $2, shard = $3, shard_count = $4, shard_bytes = $5 where id = $1",
                [id, shard.Set, shard.Shard.Number, shard.Shard.Count, shard.InputBytes],
                cancellationToken
            )
            .ConfigureAwait(false);
        return new JobEntry(id, start, JobState.Running, null, new Core.Diagnostics.RowTotals(), null)
        {
            Shard = shard,
        };
    }

    ValueTask<long> TakeOverAsync(
        NpgsqlConnection connection,
        long jobId,
        JobStart start,
        CancellationToken cancellationToken
    ) =>
        connection.RunAsync(
            $"update {ledger.Tables.Job} set state = $2, finished_at = null, process_id = $3, host = $4 where id = $1",
            [jobId, nameof(JobState.Running), start.ProcessId, start.Host],
            cancellationToken
        );
}
