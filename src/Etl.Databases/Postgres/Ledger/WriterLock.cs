using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Connections;
using Npgsql;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>
/// The right to write to a table: a lock that is held for the whole job. It falls with its connection; what a writer without it
/// does then is stopped by <see cref="PostgresLedger.CheckEpochAsync"/>.
/// </summary>
static class WriterLock
{
    /// <summary>Takes the lock; waits as long as somebody else has it, and says whom it waits for.</summary>
    /// <param name="connections">Where to connect.</param>
    /// <param name="target">The table.</param>
    /// <param name="jobId">The job that will write or be taken back.</param>
    /// <param name="time">The clock.</param>
    /// <param name="note">Told whom it waits for, once per holder.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static ValueTask<HeldLock> TakeAsync(
        PostgresConnections connections,
        TableName target,
        long jobId,
        TimeProvider time,
        Action<string> note,
        CancellationToken cancellationToken
    ) =>
        HeldLock.TakeAsync(
            connections,
            NameOf(target),
            LockHolder.NameOf(jobId),
            time,
            holder => note($"Waiting for {holder}, which is writing to {target}."),
            cancellationToken
        );

    /// <summary>Who has the lock of a table, or null.</summary>
    public static ValueTask<LockHolder?> HolderAsync(
        NpgsqlConnection connection,
        TableName target,
        CancellationToken cancellationToken
    ) => HeldLock.HolderAsync(connection, NameOf(target), cancellationToken);

    static LockName NameOf(TableName target) => new(AdvisoryLocks.Writer, target.Quoted);
}
