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
    readonly Attempts attempts = new(context.Connections, connection, context.Time);
    bool mayBeCommitted;

    /// <summary>
    /// Sends the chunk; afterwards its transaction is open and holds all rows that the server does not refuse, or nothing when it
    /// refused some for the first time and the chunk is decided again for that. False when an earlier attempt turns out to be
    /// committed.
    /// </summary>
    public async ValueTask<bool> LoadAsync(ChunkRows rows, CancellationToken cancellationToken)
    {
        var isCommitted = false;
        await attempts
            .RunAsync(
                async () =>
                {
                    isCommitted = await IsCommittedAsync(rows, cancellationToken).ConfigureAwait(false);
                    if (!isCommitted)
                    {
                        await SendAsync(rows, cancellationToken).ConfigureAwait(false);
                    }
                },
                "load a chunk",
                cancellationToken
            )
            .ConfigureAwait(false);
        return !isCommitted;
    }

    /// <summary>Reserves ids for the new contacts of the chunk.</summary>
    public ValueTask ReserveAsync(ChunkRows rows, CancellationToken cancellationToken) =>
        attempts.RunAsync(() => work.ReserveAsync(rows, cancellationToken), "reserve ids", cancellationToken);

    /// <summary>Enters the chunk into the ledger and commits it.</summary>
    public async ValueTask CommitAsync(ChunkRows rows, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var text = CheckpointJson.Write(checkpoint);
        while (
            !await attempts
                .TryAsync(() => work.CommitAsync(rows, text, cancellationToken), "commit a chunk", cancellationToken)
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
        attempts.Reset();
    }

    /// <summary>Takes the chunk back.</summary>
    public ValueTask RollbackAsync() => connection.RollbackAsync();

    async ValueTask SendAsync(ChunkRows rows, CancellationToken cancellationToken)
    {
        await work.BeginAsync(rows, cancellationToken).ConfigureAwait(false);
        await context.Sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (!await TrySendAsync(rows, cancellationToken).ConfigureAwait(false))
            {
                await work.BeginAsync(rows, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            context.Sending.Release();
        }
    }

    /// <summary>Sends the chunk that was begun; false when the server refused rows, and the others are to be sent.</summary>
    async ValueTask<bool> TrySendAsync(ChunkRows rows, CancellationToken cancellationToken)
    {
        var refusedBefore = rows.Refusals.Count;
        try
        {
            await work.SendAsync(rows, cancellationToken).ConfigureAwait(false);
            return true;
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
                    return true;
                }
                return false;
            }
            // In parts the server takes everything, together it does not; if it refused the same parts again, nobody could
            // say which row is to blame.
            if (rows.Parts.Count > 0 || finder.Parts is [{ IsOneByOne: false }])
            {
                throw;
            }
            rows.Parts = finder.Parts;
            return false;
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
}
