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
    ChannelReader<RecordBatch> ordered,
    ChannelWriter<RecordBatch> free,
    StageClocks clocks,
    IProgress<PipelineProgress>? progress
)
{
    readonly TotalsCounter totals = new(plan.ResumeFrom?.Totals);
    readonly StageClock sinkClock = clocks.Of("sink");
    readonly StageClock commitClock = clocks.Of("commit");
    readonly InputPlace place = new(plan);
    int chunkNumber = (plan.ResumeFrom?.ChunkNumber ?? -1) + 1;
    long chunkRows;
    SourcePosition? position;

    /// <summary>Buckets and codes so far.</summary>
    public TotalsCounter Totals => totals;

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
        await CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    async ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await plan.Sink.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        totals.Add(batch);
        place.MoveTo(batch);
        plan.Inputs[batch.Block.InputIndex].Rejects?.Append(batch, place.OriginalOffset);
        place.MoveBehind(batch);
        position = batch.PositionAfter;
        chunkRows += batch.RowCount;
        sinkClock.Busy(start);
        if (chunkRows >= plan.ChunkRows)
        {
            await CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        progress?.Report(new PipelineProgress(totals.Rows, batch.Block.InputIndex));
    }

    async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        if (!plan.KeepsCheckpoints || position is null)
        {
            return;
        }
        var start = Stopwatch.GetTimestamp();
        FlushRejects();
        await plan.Sink.CommitAsync(MakeCheckpoint(position), cancellationToken).ConfigureAwait(false);
        commitClock.Busy(start);
        chunkNumber++;
        chunkRows = 0;
        position = null;
    }

    void FlushRejects()
    {
        foreach (var input in plan.Inputs)
        {
            input.Rejects?.Flush();
        }
    }

    Checkpoint MakeCheckpoint(SourcePosition at) =>
        new()
        {
            ChunkNumber = chunkNumber,
            InputIndex = place.InputIndex,
            Position = at,
            RecordCount = place.RecordCount,
            LineCount = place.LineCount,
            OriginalOffset = place.OriginalOffset,
            Totals = totals.Totals,
            RejectLengths = RejectLengths(),
        };

    Dictionary<string, long> RejectLengths()
    {
        var lengths = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var input in plan.Inputs)
        {
            input.Rejects?.AddLengths(lengths);
        }
        return lengths;
    }

    async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        // A disk that refuses the rejects must refuse before the output is final, not after.
        FlushRejects();
        await plan.Sink.CompleteAsync(cancellationToken).ConfigureAwait(false);
        foreach (var input in plan.Inputs)
        {
            input.Rejects?.Complete();
        }
        commitClock.Busy(start);
    }
}
