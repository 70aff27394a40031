using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Etl.Jobs.Logging;

/// <summary>A sink of chunks whose commits are logged.</summary>
sealed class LoggedChunkSink(IChunkSink sink, ILogger logger) : IChunkSink
{
    /// <inheritdoc/>
    public ReportDuplicateSearch? DuplicateSearch => sink.DuplicateSearch;

    /// <inheritdoc/>
    public int ChunksInFlight => sink.ChunksInFlight;

    /// <inheritdoc/>
    public int ChunksAhead => sink.ChunksAhead;

    /// <inheritdoc/>
    public IBatchEncoder? CreateEncoder() => sink.CreateEncoder();

    /// <inheritdoc/>
    public async ValueTask<ILoadingChunk> BeginAsync(
        int number,
        IReadOnlyList<RecordBatch> batches,
        CancellationToken cancellationToken
    ) => new LoggedChunk(await sink.BeginAsync(number, batches, cancellationToken).ConfigureAwait(false), logger);

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken cancellationToken) => sink.CompleteAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => sink.DisposeAsync();

    sealed class LoggedChunk(ILoadingChunk chunk, ILogger logger) : ILoadingChunk
    {
        public ValueTask SettleAsync(CancellationToken cancellationToken) => chunk.SettleAsync(cancellationToken);

        public async ValueTask CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
        {
            await chunk.CommitAsync(checkpoint, cancellationToken).ConfigureAwait(false);
            logger.ChunkCommitted(
                checkpoint.ChunkNumber,
                checkpoint.InputIndex,
                checkpoint.RecordCount,
                checkpoint.LineCount,
                checkpoint.OriginalOffset
            );
        }

        public ValueTask DisposeAsync() => chunk.DisposeAsync();
    }
}
