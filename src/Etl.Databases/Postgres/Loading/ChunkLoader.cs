using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Stores;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// Brings one chunk into the database, through lost connections and refused rows: a chunk is sent again until the server has
/// it, and it is entered into the ledger in the same transaction, so that after a lost answer the ledger says what happened.
/// </summary>
sealed class ChunkLoader(LoadContext context, LoadConnection connection)
{
    readonly ChunkWork work = new(context, connection);
    readonly Backoff backoff = new(context.Time);
    bool mayBeCommitted;

    /// <summary>
    /// Sends the chunk; afterwards its transaction is open and holds all rows that the server does not refuse, or nothing when it
    /// refused some for the first time and the chunk is decided again for that. False when an earlier attempt turns out to be
    /// committed.
    /// </summary>
    public ValueTask<bool> LoadAsync(ChunkRows rows, CancellationToken cancellationToken) =>
        RetryAsync(
            async () =>
            {
                if (await IsCommittedAsync(rows, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
                await SendAsync(rows, cancellationToken).ConfigureAwait(false);
                return true;
            },
            "load a chunk",
            cancellationToken
        );

    /// <summary>Reserves ids for the new contacts of the chunk.</summary>
    public async ValueTask ReserveAsync(ChunkRows rows, CancellationToken cancellationToken) =>
        await RetryAsync(
                async () =>
                {
                    await work.ReserveAsync(rows, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                "reserve ids",
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>Enters the chunk into the ledger and commits it.</summary>
    public async ValueTask CommitAsync(ChunkRows rows, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var text = CheckpointJson.Write(checkpoint);
        while (
            !await TryAsync(() => work.CommitAsync(rows, text, cancellationToken), "commit a chunk", cancellationToken)
                .ConfigureAwait(false)
        )
        {
            mayBeCommitted = true;
            var (refused, updated) = (rows.Refusals.Count, rows.Updated.Count);
            if (!await LoadAsync(rows, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
            if (rows.Refusals.Count != refused || rows.Updated.Count != updated || rows.Moved.Count > 0)
            {
                // Its buckets are counted already, and the checkpoint says so; a resumed job counts anew.
                await connection.RollbackAsync().ConfigureAwait(false);
                throw new PipelineException(
                    $"The table {context.Plan.Table.Name.Quoted} was changed by others while a chunk had to be sent again, so what was counted for it holds no more; the chunk was taken back."
                );
            }
        }
        backoff.Reset();
    }

    /// <summary>Takes the chunk back.</summary>
    public ValueTask RollbackAsync() => connection.RollbackAsync();

    async ValueTask<bool> RetryAsync(Func<ValueTask<bool>> part, string action, CancellationToken cancellationToken)
    {
        var result = false;
        while (
            !await TryAsync(async () => result = await part().ConfigureAwait(false), action, cancellationToken)
                .ConfigureAwait(false)
        ) { }
        return result;
    }

    /// <summary>One attempt; false, after a pause and without the connection, when another one may succeed.</summary>
    async ValueTask<bool> TryAsync(Func<ValueTask> part, string action, CancellationToken cancellationToken)
    {
        try
        {
            await part().ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (IsTransient(exception))
        {
            await PauseAsync(exception, action, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or ObjectDisposedException)
        {
            throw Described(exception, action);
        }
    }

    async ValueTask SendAsync(ChunkRows rows, CancellationToken cancellationToken)
    {
        while (true)
        {
            await work.BeginAsync(rows, cancellationToken).ConfigureAwait(false);
            var refusedBefore = rows.Refusals.Count;
            try
            {
                await work.SendAsync(rows, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (PostgresException exception) when (PostgresFailures.IsRowFault(exception))
            {
                await connection.RollbackAsync().ConfigureAwait(false);
                var finder = new RefusalFinder(connection, work);
                await finder.FindAsync(rows, cancellationToken).ConfigureAwait(false);
                if (rows.Refusals.Count > refusedBefore)
                {
                    if (context.DecidesRefusalsAgain)
                    {
                        await work.BeginAsync(rows, cancellationToken).ConfigureAwait(false);
                        return;
                    }
                    continue;
                }
                // In parts the server takes everything, together it does not; if it refused the same parts again, nobody could
                // say which row is to blame.
                if (rows.Parts.Count > 0 || finder.Parts is [{ IsOneByOne: false }])
                {
                    throw;
                }
                rows.Parts = finder.Parts;
            }
        }
    }

    /// <summary>
    /// After a COMMIT without an answer: waits until the backend that may still be at it is gone, which beginning the chunk
    /// does, and looks for the chunk's row.
    /// </summary>
    async ValueTask<bool> IsCommittedAsync(ChunkRows rows, CancellationToken cancellationToken)
    {
        if (!mayBeCommitted)
        {
            return false;
        }
        var open = await connection.GetAsync(cancellationToken).ConfigureAwait(false);
        await work.BeginAsync(rows, cancellationToken).ConfigureAwait(false);
        var isCommitted = await context
            .Ledger.HasChunkAsync(open, context.Options.JobId, rows.Number, cancellationToken)
            .ConfigureAwait(false);
        await connection.RollbackAsync().ConfigureAwait(false);
        mayBeCommitted = false;
        return isCommitted;
    }

    bool IsTransient(Exception exception) => PostgresFailures.IsTransient(exception) && !connection.HoldsJob;

    async ValueTask PauseAsync(Exception exception, string action, CancellationToken cancellationToken)
    {
        await connection.CloseAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (!await backoff.WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            throw Described(exception, action);
        }
    }

    Exception Described(Exception exception, string action) =>
        connection.HoldsJob && PostgresFailures.IsTransient(exception)
            ? LoadConnection.TakenBack(exception)
            : PostgresFailures.Describe(context.Connections.Address, exception, action);
}
