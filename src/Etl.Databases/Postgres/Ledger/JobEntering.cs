using Etl.Core.Contracts;
using Npgsql;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>
/// Enters a job once, however often that is tried: a connection may be lost when the server has committed and before its answer came.
/// </summary>
/// <param name="ledger">Where to enter it.</param>
/// <param name="start">The job.</param>
sealed class JobEntering(PostgresLedger ledger, JobStart start)
{
    long? triedId;

    /// <summary>Enters the job, unless an earlier attempt did, and returns its id. To be committed behind this.</summary>
    public async ValueTask<long> EnterAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // The transaction of an earlier attempt may still be on its way; whoever gets its lock sees what became of it.
        await AdvisoryLocks
            .TakeAsync(connection, AdvisoryLocks.Ledger, ledger.Target.Name, cancellationToken)
            .ConfigureAwait(false);
        if (triedId is { } id && await ledger.HasJobAsync(connection, id, cancellationToken).ConfigureAwait(false))
        {
            return id;
        }
        var entered = await ledger.AddJobAsync(connection, start, cancellationToken).ConfigureAwait(false);
        triedId = entered;
        return entered;
    }
}
