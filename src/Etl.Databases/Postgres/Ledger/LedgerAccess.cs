using Etl.Databases.Postgres.Connections;
using Npgsql;

namespace Etl.Databases.Postgres.Ledger;

/// <summary>
/// Does what may be done twice, each time on a connection that nothing failed on; waits for a server that restarts or is busy, and says
/// other failures in sentences.
/// </summary>
/// <param name="connections">Where to connect.</param>
/// <param name="time">The clock.</param>
sealed class LedgerAccess(PostgresConnections connections, TimeProvider time)
{
    /// <summary>A server that has answered once is worth a longer wait than one that may not be there at all.</summary>
    bool hasAnswered;

    /// <summary>Does something with a connection.</summary>
    /// <param name="action">What it is, for the sentence: "failed to …".</param>
    /// <param name="work">Does it.</param>
    /// <param name="cancellationToken">Stops.</param>
    public ValueTask<T> RunAsync<T>(
        string action,
        Func<NpgsqlConnection, CancellationToken, ValueTask<T>> work,
        CancellationToken cancellationToken
    ) =>
        RepeatAsync(
            action,
            async token =>
            {
                var connection = await connections.OpenAsync("ledger", token).ConfigureAwait(false);
                try
                {
                    var result = await work(connection, token).ConfigureAwait(false);
                    await connections.KeepAsync(connection).ConfigureAwait(false);
                    return result;
                }
                catch
                {
                    await connection.DisposeAsync().ConfigureAwait(false);
                    throw;
                }
            },
            cancellationToken
        );

    /// <summary>Does something that opens connections by itself.</summary>
    public async ValueTask<T> RepeatAsync<T>(
        string action,
        Func<CancellationToken, ValueTask<T>> work,
        CancellationToken cancellationToken
    )
    {
        var backoff = new Backoff(time, hasAnswered ? Backoff.WaitsMax : Backoff.WaitsMaxAtStart);
        while (true)
        {
            try
            {
                var result = await work(cancellationToken).ConfigureAwait(false);
                hasAnswered = true;
                return result;
            }
            catch (Exception exception) when (PostgresFailures.IsTransient(exception))
            {
                connections.NoteWait(backoff, exception);
                if (!await backoff.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    throw PostgresFailures.Describe(connections.Address, exception, action);
                }
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException)
            {
                throw PostgresFailures.Describe(connections.Address, exception, action);
            }
        }
    }
}
