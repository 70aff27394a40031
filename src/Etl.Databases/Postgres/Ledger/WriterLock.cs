using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Connections;
using Npgsql;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>
/// The right to write to a table: a connection of its own whose transaction holds an advisory lock for the whole job. It falls
/// with the connection; what a writer without it does then is stopped by <see cref="PostgresLedger.CheckEpochAsync"/>.
/// </summary>
sealed class WriterLock : IAsyncDisposable
{
    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(200);

    readonly NpgsqlConnection connection;

    WriterLock(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>Takes the lock; waits as long as somebody else has it, and says whom it waits for.</summary>
    /// <param name="connections">Where to connect.</param>
    /// <param name="target">The table.</param>
    /// <param name="jobId">The job that will write or be taken back.</param>
    /// <param name="time">The clock.</param>
    /// <param name="note">Told whom it waits for, once per holder.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async ValueTask<WriterLock> TakeAsync(
        PostgresConnections connections,
        TableName target,
        long jobId,
        TimeProvider time,
        Action<string> note,
        CancellationToken cancellationToken
    )
    {
        var connection = await connections.OpenAsync("lock", cancellationToken).ConfigureAwait(false);
        try
        {
            await StartAsync(connection, jobId, cancellationToken).ConfigureAwait(false);
            LockHolder? told = null;
            while (
                !await AdvisoryLocks
                    .TryTakeAsync(connection, AdvisoryLocks.Writer, target.Quoted, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                var holder = await HolderAsync(connection, target, cancellationToken).ConfigureAwait(false);
                if (holder is { } other && other != told)
                {
                    note($"Waiting for {other}, which is writing to {target}.");
                    told = holder;
                }
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
            return new WriterLock(connection);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Who has the lock of a table, or null.</summary>
    public static async ValueTask<LockHolder?> HolderAsync(
        NpgsqlConnection connection,
        TableName target,
        CancellationToken cancellationToken
    )
    {
        // A lock of two numbers has objsubid 2; the numbers are oids, which have no sign.
        var holders = await connection
            .ListAsync(
                """
                select coalesce(a.application_name, ''), l.pid
                from pg_locks l left join pg_stat_activity a on a.pid = l.pid
                where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
                    and l.database = (select oid from pg_database where datname = current_database())
                    and l.classid::bigint = $1 and l.objid::bigint = $2
                """,
                [(long)AdvisoryLocks.Writer, (long)unchecked((uint)AdvisoryLocks.HashOf(target.Quoted))],
                reader => new LockHolder(reader.GetString(0), reader.GetInt32(1)),
                cancellationToken
            )
            .ConfigureAwait(false);
        return holders.Count == 0 ? null : holders[0];
    }

    /// <summary>Lets it go.</summary>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <summary>The transaction lives as long as the job, so the role's limits for idle ones must not end it.</summary>
    static async ValueTask StartAsync(NpgsqlConnection connection, long jobId, CancellationToken cancellationToken)
    {
        await connection.RunAsync("begin", [], cancellationToken).ConfigureAwait(false);
        // Which of them there are depends on the server's version.
        await connection
            .RunAsync(
                """
                select set_config('application_name', $1, true)
                union all
                select set_config(name, '0', true) from pg_settings
                where name in ('idle_in_transaction_session_timeout', 'transaction_timeout', 'statement_timeout')
                """,
                [LockHolder.NameOf(jobId)],
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
