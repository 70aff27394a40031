using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Connections;
using Etl.Databases.Postgres.Ledger;
using Etl.Databases.Stores;
using Npgsql;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// Commits the one transaction of an all-or-nothing job. When the answer is lost, the ledger is asked what happened, for as long
/// as a server may take to start over: a guess would have the user load everything twice, or miss it.
/// </summary>
sealed class JobCommit(LoadContext context, LoadConnection connection)
{
    /// <summary>Commits, or throws a sentence that says what there is now.</summary>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Too late to stop: an interrupted COMMIT would leave the same question behind as a lost one.
            await connection.ExecuteAsync("commit", CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsInDoubt(exception))
        {
            await connection.CloseAsync().ConfigureAwait(false);
            if (!await FindOutAsync(exception, cancellationToken).ConfigureAwait(false))
            {
                throw LoadConnection.TakenBack(exception);
            }
        }
    }

    /// <summary>A server that stops may do so between committing and saying so; its other failures undo the transaction.</summary>
    static bool IsInDoubt(Exception exception) =>
        PostgresFailures.IsTransient(exception)
        && (exception is not PostgresException server || PostgresFailures.IsLost(server));

    /// <summary>Whether it is committed. Who cancels before that is known is told as much, and not that nothing was done.</summary>
    async ValueTask<bool> FindOutAsync(Exception lost, CancellationToken cancellationToken)
    {
        try
        {
            return await IsCommittedAsync(lost, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw Unknown(lost);
        }
    }

    async ValueTask<bool> IsCommittedAsync(Exception lost, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(context.Time);
        var looking = connection.MakeSuccessor();
        await using (looking.ConfigureAwait(false))
        {
            while (true)
            {
                try
                {
                    return await LookAsync(looking, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    await looking.CloseAsync().ConfigureAwait(false);
                    context.Connections.NoteWait(backoff, exception);
                    var mayTryAgain =
                        PostgresFailures.IsTransient(exception)
                        && await backoff.WaitAsync(cancellationToken).ConfigureAwait(false);
                    if (!mayTryAgain)
                    {
                        throw Unknown(lost);
                    }
                }
            }
        }
    }

    /// <summary>The lock of the first chunk is held to the end of the job's transaction, so having it means that this is over.</summary>
    async ValueTask<bool> LookAsync(LoadConnection looking, CancellationToken cancellationToken)
    {
        var open = await looking.BeginReadAsync(cancellationToken).ConfigureAwait(false);
        await AdvisoryLocks.TakeOfChunkAsync(open, context.Options.JobId, 0, cancellationToken).ConfigureAwait(false);
        return await context
            .Ledger.HasChunkAsync(open, context.Options.JobId, 0, cancellationToken)
            .ConfigureAwait(false);
    }

    PipelineException Unknown(Exception cause) =>
        new(
            FormattableString.Invariant(
                $"The connection to the database was lost while the one transaction of this all-or-nothing job was committed, and the server could not be asked since, so it is not known whether all of it was published or nothing. The job {context.Options.JobId} has rows in the ledger if it was published; if it has none, start it again. When the server is back, look with: {StoreCommand.Of("jobs list", context.Connections.Address.Name)}"
            ),
            cause
        );
}
