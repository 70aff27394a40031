using System.Diagnostics;
using System.Threading.Channels;
using Etl.Core.Batches;
using Etl.Core.Contracts;

namespace Etl.Core.Pipeline;

/// <summary>
/// The one task at the end when the sink loads several chunks at a time: gathers batches into chunks, starts each chunk, and
/// settles and commits them in input order. A batch is free again when its chunk is committed, so that a chunk can be sent
/// again and its rejects keep their original bytes.
/// </summary>
sealed class ChunkWriter(
    PipelinePlan plan,
    IChunkSink sink,
    JobAccount account,
    ChannelReader<RecordBatch> ordered,
    ChannelWriter<RecordBatch> free,
    StageClocks clocks,
    IProgress<PipelineProgress>? progress
) : IAsyncDisposable
{
    readonly StageClock sinkClock = clocks.Of("sink");
    readonly StageClock commitClock = clocks.Of("commit");
    readonly JobEnd end = new(plan, account);
    readonly Queue<(ILoadingChunk Chunk, List<RecordBatch> Batches)> loading = [];
    List<RecordBatch> gathered = [];
    int chunkNumber = account.ChunkNumber;
    long gatheredRows;

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
                gathered.Add(batch);
                gatheredRows += batch.RowCount;
                if (gatheredRows >= plan.ChunkRows || gathered.Count >= plan.Memory.BatchesPerChunk)
                {
                    await BeginAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
        // The queue also ends when an earlier stage failed; then nothing may become final.
        cancellationToken.ThrowIfCancellationRequested();
        await BeginAsync(cancellationToken).ConfigureAwait(false);
        while (loading.Count > 0)
        {
            await FinishOldestAsync(cancellationToken).ConfigureAwait(false);
        }
        var completing = Stopwatch.GetTimestamp();
        await end.CompleteAsync(sink, cancellationToken).ConfigureAwait(false);
        commitClock.Busy(completing);
    }

    /// <summary>Gives up what is still loading; nothing of it becomes visible.</summary>
    public async ValueTask DisposeAsync()
    {
        while (loading.TryDequeue(out var entry))
        {
            await entry.Chunk.DisposeAsync().ConfigureAwait(false);
        }
    }

    async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        if (gathered.Count == 0)
        {
            return;
        }
        await FinishDownToAsync(sink.ChunksInFlight + sink.ChunksAhead - 1, cancellationToken).ConfigureAwait(false);
        var start = Stopwatch.GetTimestamp();
        var chunk = await sink.BeginAsync(chunkNumber++, gathered, cancellationToken).ConfigureAwait(false);
        sinkClock.Busy(start);
        loading.Enqueue((chunk, gathered));
        gathered = [];
        gatheredRows = 0;
        await FinishDownToAsync(sink.ChunksInFlight, cancellationToken).ConfigureAwait(false);
    }

    async ValueTask FinishDownToAsync(int count, CancellationToken cancellationToken)
    {
        while (loading.Count > count)
        {
            await FinishOldestAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    async ValueTask FinishOldestAsync(CancellationToken cancellationToken)
    {
        var (chunk, batches) = loading.Peek();
        var start = Stopwatch.GetTimestamp();
        await chunk.SettleAsync(cancellationToken).ConfigureAwait(false);
        foreach (var batch in batches)
        {
            account.Add(batch);
        }
        start = sinkClock.Busy(start);
        await chunk.CommitAsync(account.MakeCheckpoint(), cancellationToken).ConfigureAwait(false);
        account.ChunkCommitted();
        loading.Dequeue();
        await chunk.DisposeAsync().ConfigureAwait(false);
        commitClock.Busy(start);
        progress?.Report(new PipelineProgress(account.Totals.Rows, batches[^1].Block.InputIndex));
        foreach (var batch in batches)
        {
            await free.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }
        if (end.IsOverLimit)
        {
            // What is still loading holds locks for which completing the sink would wait.
            await DisposeAsync().ConfigureAwait(false);
        }
        await end.StopOverLimitAsync(sink, cancellationToken).ConfigureAwait(false);
    }
}
