using System.Diagnostics;
using System.Threading.Channels;
using Etl.Core.Batches;
using Etl.Core.Contracts;

namespace Etl.Core.Pipeline;

/// <summary>
/// The one task at the end: gives each batch to the sink, counts its buckets, writes its rejects, and commits a chunk when it is
/// full. Rejects are on disk before the chunk that they belong to is committed, never after.
/// </summary>
sealed class SinkWriter(
    PipelinePlan plan,
    ISink sink,
    JobAccount account,
    ChannelReader<RecordBatch> ordered,
    ChannelWriter<RecordBatch> free,
    StageClocks clocks,
    IProgress<PipelineProgress>? progress
)
{
    readonly StageClock sinkClock = clocks.Of("sink");
    readonly StageClock commitClock = clocks.Of("commit");
    readonly JobEnd end = new(plan, account);
    long chunkRows;

    /// <summary>Writes until no batch is left, then commits the rest and completes the sink.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var start = Stopwatch.GetTimestamp();
            if (!await ordered.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                break;
            }
            sinkClock.Wait(start);
            while (ordered.TryRead(out var batch))
            {
                await WriteAsync(batch, cancellationToken).ConfigureAwait(false);
                await free.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }
        }
        // The queue also ends when an earlier stage failed; then nothing may become final.
        cancellationToken.ThrowIfCancellationRequested();
        await CommitAsync(cancellationToken).ConfigureAwait(false);
        var completing = Stopwatch.GetTimestamp();
        await end.CompleteAsync(sink, cancellationToken).ConfigureAwait(false);
        commitClock.Busy(completing);
    }

    async ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await sink.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        account.Add(batch);
        chunkRows += batch.RowCount;
        sinkClock.Busy(start);
        if (chunkRows >= plan.ChunkRows)
        {
            await CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        progress?.Report(new PipelineProgress(account.Totals.Rows, batch.Block.InputIndex));
    }

    async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        if (!plan.KeepsCheckpoints || !account.HasUncommitted)
        {
            return;
        }
        var start = Stopwatch.GetTimestamp();
        await sink.CommitAsync(account.MakeCheckpoint(), cancellationToken).ConfigureAwait(false);
        account.ChunkCommitted();
        commitClock.Busy(start);
        chunkRows = 0;
        await end.StopOverLimitAsync(sink, cancellationToken).ConfigureAwait(false);
    }
}
