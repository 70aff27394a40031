using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Etl.Jobs.Logging;

/// <summary>A sink whose commits are logged.</summary>
sealed class LoggedSink(ISink sink, ILogger logger) : ISink
{
    /// <inheritdoc/>
    public ReportDuplicateSearch? DuplicateSearch => sink.DuplicateSearch;

    /// <inheritdoc/>
    public IBatchEncoder? CreateEncoder() => sink.CreateEncoder();

    /// <inheritdoc/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken) =>
        sink.WriteAsync(batch, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        await sink.CommitAsync(checkpoint, cancellationToken).ConfigureAwait(false);
        logger.ChunkCommitted(
            checkpoint.ChunkNumber,
            checkpoint.InputIndex,
            checkpoint.RecordCount,
            checkpoint.LineCount,
            checkpoint.OriginalOffset
        );
    }

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken cancellationToken) => sink.CompleteAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => sink.DisposeAsync();
}
