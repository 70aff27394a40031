using Etl.Databases.Postgres.Connections;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// Does on a connection what may be done again: after a failure that may pass, the connection is given up and, some time later,
/// another one is taken. Where one transaction holds the whole job there is no second attempt.
/// </summary>
/// <param name="connections">The database.</param>
/// <param name="connection">The connection.</param>
/// <param name="time">The clock.</param>
sealed class Attempts(PostgresConnections connections, LoadConnection connection, TimeProvider time)
{
    readonly Backoff backoff = new(time);

    /// <summary>Says which failures may pass. Default: those of the connection and the server.</summary>
    public Func<Exception, bool> MayPass { get; init; } = PostgresFailures.IsTransient;

    /// <summary>Does it until it succeeds or there is no use in trying.</summary>
    /// <param name="part">Does it, from the beginning each time.</param>
    /// <param name="action">What it is, for the sentence: "failed to …".</param>
    /// <param name="cancellationToken">Stops.</param>
    public async ValueTask RunAsync(Func<ValueTask> part, string action, CancellationToken cancellationToken)
    {
        while (!await TryAsync(part, action, cancellationToken).ConfigureAwait(false)) { }
    }

    /// <summary>One attempt; false, after a pause and without the connection, when another one may succeed.</summary>
    public async ValueTask<bool> TryAsync(Func<ValueTask> part, string action, CancellationToken cancellationToken)
    {
        try
        {
            await part().ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (!connection.HoldsJob && MayPass(exception))
        {
            await PauseAsync(exception, action, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or ObjectDisposedException)
        {
            throw Described(exception, action);
        }
    }

    /// <summary>Says that all is well: the next failure starts from the beginning.</summary>
    public void Reset() => backoff.Reset();

    async ValueTask PauseAsync(Exception exception, string action, CancellationToken cancellationToken)
    {
        await connection.CloseAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        connections.NoteWait(backoff, exception);
        if (!await backoff.WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            throw Described(exception, action);
        }
    }

    Exception Described(Exception exception, string action) =>
        connection.HoldsJob && PostgresFailures.IsTransient(exception)
            ? LoadConnection.TakenBack(exception)
            : PostgresFailures.Describe(connections.Address, exception, action);
}
