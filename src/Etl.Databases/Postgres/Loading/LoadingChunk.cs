using Etl.Core.Contracts;

namespace Etl.Databases.Postgres.Loading;

/// <summary>A chunk on its way: it is sent in the background, settled and committed in order.</summary>
sealed class LoadingChunk(PostgresSink sink, ChunkRows rows, LoadConnection connection, ChunkLoader loader)
    : ILoadingChunk
{
    CancellationTokenSource? stop;
    Task<bool>? sending;
    bool isCommitted;

    /// <summary>Its rows.</summary>
    public ChunkRows Rows => rows;

    /// <summary>The connection that it has for itself.</summary>
    public LoadConnection Connection => connection;

    /// <summary>
    /// Reserves ids, which happens in the order of chunks so that ids follow the input, and starts sending what was decided.
    /// </summary>
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        await loader.ReserveAsync(rows, cancellationToken).ConfigureAwait(false);
        stop?.Dispose();
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = stop.Token;
        // Up to its first answer from the server it runs here, then by itself.
        sending = loader.LoadAsync(rows, token).AsTask();
    }

    /// <summary>Waits until it is sent.</summary>
    public Task SentAsync() => sending!;

    /// <summary>Stops sending and takes back what was sent.</summary>
    public async ValueTask StopAsync()
    {
        if (sending is null)
        {
            return;
        }
        await stop!.CancelAsync().ConfigureAwait(false);
        await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        sending = null;
        await loader.RollbackAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask SettleAsync(CancellationToken cancellationToken) => sink.SettleAsync(this, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        await loader.CommitAsync(rows, checkpoint, cancellationToken).ConfigureAwait(false);
        isCommitted = true;
        sink.Committed(this);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!isCommitted)
        {
            await StopAsync().ConfigureAwait(false);
        }
        stop?.Dispose();
        sink.Release(this);
        rows.Release();
    }
}
