using Etl.Databases.Postgres.Connections;
using Npgsql;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>
/// An advisory lock that is held for as long as a job: by a connection of its own, in a transaction, because a pooler may stand
/// between. It falls with the connection.
/// </summary>
sealed class HeldLock : IAsyncDisposable
{
    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(200);

    readonly NpgsqlConnection connection;

    HeldLock(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>Takes the lock; waits as long as somebody else has it, and holds no other connection meanwhile.</summary>
    /// <param name="connections">Where to connect.</param>
    /// <param name="name">The lock.</param>
    /// <param name="holderName">Name of the connection, by which others know who has the lock.</param>
    /// <param name="time">The clock.</param>
    /// <param name="waits">Told whom it waits for, once per holder.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async ValueTask<HeldLock> TakeAsync(
        PostgresConnections connections,
        LockName name,
        string holderName,
        TimeProvider time,
        Action<LockHolder> waits,
        CancellationToken cancellationToken
    )
    {
        var connection = await connections.OpenAsync("lock", cancellationToken).ConfigureAwait(false);
        try
        {
            await StartAsync(connection, holderName, cancellationToken).ConfigureAwait(false);
            LockHolder? told = null;
            while (
                !await AdvisoryLocks
                    .TryTakeAsync(connection, name.Class, name.Text, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                // For hours, maybe: what waits ready would be missing elsewhere, and first to whom this waits for.
                connections.LimitReady(0);
                var holder = await HolderAsync(connection, name, cancellationToken).ConfigureAwait(false);
                if (holder is { } other && other != told)
                {
                    waits(other);
                    told = holder;
                }
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
            return new HeldLock(connection);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Who has a lock, or null.</summary>
    public static async ValueTask<LockHolder?> HolderAsync(
        NpgsqlConnection connection,
        LockName name,
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
                [(long)name.Class, (long)unchecked((uint)AdvisoryLocks.HashOf(name.Text))],
                reader => new LockHolder(reader.GetString(0), reader.GetInt32(1)),
                cancellationToken
            )
            .ConfigureAwait(false);
        return holders.Count == 0 ? null : holders[0];
    }

    /// <summary>Lets it go.</summary>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <summary>The transaction lives as long as the job, so the role's limits for idle ones must not end it.</summary>
    static async ValueTask StartAsync(
        NpgsqlConnection connection,
        string holderName,
        CancellationToken cancellationToken
    )
    {
        var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        await using (batch.ConfigureAwait(false))
        {
            batch.Add("begin");
            // Which of them there are depends on the server's version.
            batch.Add(
                """
                select set_config('application_name', $1, true)
                union all
                select set_config(name, '0', true)
                from (values ('idle_in_transaction_session_timeout'), ('transaction_timeout'), ('statement_timeout')) as wanted (name)
                where current_setting(name, true) is not null
                """,
                holderName
            );
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
