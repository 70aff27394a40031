using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Ledger;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// A connection that loads chunks, one after the other. A chunk is a transaction of its own; where nothing may be visible
/// before the job is complete, one transaction holds the whole job and a chunk is a savepoint in it.
/// </summary>
sealed class LoadConnection(PostgresConnections connections, string purpose, bool holdsJob) : IAsyncDisposable
{
    const string Savepoint = "etl_chunk";

    /// <summary>Each statement sees what was committed before it, whatever the role's default is: a chunk waits for others.</summary>
    const string Begin = "begin isolation level read committed";

    NpgsqlConnection? connection;
    bool isReading;

    /// <summary>Backend of the connection that was lost last, 0 when none was: it may still be at work.</summary>
    int lostProcessId;

    /// <summary>A connection for the chunks of a job.</summary>
    public static LoadConnection Of(StoreSinkOptions options, PostgresConnections connections) =>
        new(connections, FormattableString.Invariant($"load {options.JobId}"), options.IsStaged || options.DryRun);

    /// <summary>The buffer of its COPYs.</summary>
    public CopyBuffer Buffer { get; } = new();

    /// <summary>True when one transaction holds the whole job.</summary>
    public bool HoldsJob => holdsJob;

    /// <summary>True when it was opened and nobody closed it.</summary>
    public bool IsOpen => connection is not null;

    /// <summary>Who this is in <c>pg_stat_activity</c>.</summary>
    string ApplicationName => "etl " + purpose;

    /// <summary>The open connection.</summary>
    public async ValueTask<NpgsqlConnection> GetAsync(CancellationToken cancellationToken)
    {
        if (connection is { FullState: System.Data.ConnectionState.Open })
        {
            return connection;
        }
        if (connection is not null && holdsJob)
        {
            throw TakenBack(new IOException("The connection was lost before."));
        }
        await CloseAsync().ConfigureAwait(false);
        connection = await connections.OpenAsync(purpose, cancellationToken).ConfigureAwait(false);
        await EndLostAsync(cancellationToken).ConfigureAwait(false);
        if (holdsJob)
        {
            await ExecuteAsync(Begin, cancellationToken).ConfigureAwait(false);
        }
        return connection;
    }

    /// <summary>What the server says about the merges of the chunk at hand.</summary>
    public MergeResults Results { get; } = new();

    /// <summary>The connection of the chunk at hand. A fresh one would know nothing of its transaction, so one that is gone stays gone.</summary>
    public NpgsqlConnection Current =>
        connection is { FullState: System.Data.ConnectionState.Open }
            ? connection
            : throw new IOException("The connection was lost in the middle of a chunk.");

    /// <summary>The statement that starts a chunk.</summary>
    public string BeginStatement => holdsJob ? $"savepoint {Savepoint}" : Begin;

    /// <summary>The statement that makes a chunk final, as far as it can be.</summary>
    public string CommitStatement => holdsJob ? $"release savepoint {Savepoint}" : "commit";

    /// <summary>Ends the backend of the connection that was lost: it may not have noticed, and holds locks.</summary>
    async ValueTask EndLostAsync(CancellationToken cancellationToken)
    {
        if (lostProcessId == 0)
        {
            return;
        }
        await connection!
            .RunAsync(
                "select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and pid <> pg_backend_pid() and application_name = $2",
                [lostProcessId, ApplicationName],
                cancellationToken
            )
            .ConfigureAwait(false);
        lostProcessId = 0;
    }

    /// <summary>Takes a chunk back. A connection that cannot do that any more is closed, which does it too.</summary>
    public async ValueTask RollbackAsync()
    {
        if (connection is null)
        {
            return;
        }
        try
        {
            var statement = holdsJob ? $"rollback to savepoint {Savepoint}; release savepoint {Savepoint}" : "rollback";
            await ExecuteAsync(statement, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            await CloseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Starts reading contacts between two chunks, where a temporary table needs a transaction.</summary>
    public async ValueTask<NpgsqlConnection> BeginReadAsync(CancellationToken cancellationToken)
    {
        var open = await GetAsync(cancellationToken).ConfigureAwait(false);
        if (!holdsJob && !isReading)
        {
            await ExecuteAsync(Begin, cancellationToken).ConfigureAwait(false);
            isReading = true;
        }
        return open;
    }

    /// <summary>Ends the reading; nothing of it stays.</summary>
    public async ValueTask EndReadAsync()
    {
        if (isReading)
        {
            isReading = false;
            await RollbackAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Runs statements without results.</summary>
    public async ValueTask ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the connection after a failure; the next use opens another.</summary>
    public async ValueTask CloseAsync()
    {
        isReading = false;
        if (connection is null)
        {
            return;
        }
        var old = connection;
        if (!holdsJob)
        {
            connection = null;
        }
        try
        {
            lostProcessId = old.ProcessID;
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            // A connection that is broken may not tell any more; the one known from before counts.
        }
        try
        {
            await old.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or InvalidOperationException)
        {
            // It is gone either way.
        }
    }

    /// <summary>Gives an open connection, on which nothing is going on any more, to whoever needs one next.</summary>
    public async ValueTask HandOverAsync()
    {
        var old = connection;
        connection = null;
        if (old is not null)
        {
            await connections.HandOverAsync(old).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the whole job back where one transaction holds it.</summary>
    public async ValueTask AbandonAsync()
    {
        if (holdsJob && connection is { FullState: System.Data.ConnectionState.Open })
        {
            try
            {
                await ExecuteAsync("rollback", CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
            {
                // A connection that is closed takes its transaction back as well.
            }
        }
    }

    /// <summary>A connection for chunks that looks after what became of the one that was lost here.</summary>
    public LoadConnection MakeSuccessor() =>
        new(connections, purpose, holdsJob: false) { lostProcessId = lostProcessId };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => CloseAsync();

    /// <summary>The end of a job that one transaction holds, for a reason that might be gone the next time.</summary>
    public static Exception TakenBack(Exception cause)
    {
        const string Advice = "nothing of it was published. Start the job again.";
        return cause switch
        {
            PipelineException => cause,
            PostgresException server when !PostgresFailures.IsLost(server) => new PipelineException(
                $"PostgreSQL took back the one transaction of this all-or-nothing job ({server.MessageText}, SQLSTATE {server.SqlState}); {Advice}",
                server
            ),
            _ => new PipelineException(
                $"The connection to the database was lost, and with it the one transaction of this all-or-nothing job; {Advice}",
                cause
            ),
        };
    }
}
