using System.Diagnostics;
using System.Threading.Channels;
using Etl.Core.Batches;

namespace Etl.Core.Pipeline;

/// <summary>
/// The one task that reads: takes a free batch, lets the source fill its block, numbers it and hands it on. Waiting for a free
/// batch is the pipeline's only back pressure.
/// </summary>
sealed class BlockReader(
    PipelinePlan plan,
    ChannelReader<RecordBatch> free,
    ChannelWriter<RecordBatch> filled,
    StageClock clock
)
{
    // Set by the sequencer when --limit is reached: what is still in flight is dropped there.
    volatile bool isEnough;
    long ordinal;

    /// <summary>Stops after the block at hand.</summary>
    public void StopReading() => isEnough = true;

    /// <summary>Reads all inputs to their end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var index = plan.ResumeFrom?.InputIndex ?? 0; index < plan.Inputs.Count && !isEnough; index++)
        {
            await ReadInputAsync(index, cancellationToken).ConfigureAwait(false);
        }
        // Not after a failure: who reads the queue would take its end for the end of the inputs.
        filled.TryComplete();
    }

    async Task ReadInputAsync(int index, CancellationToken cancellationToken)
    {
        var source = plan.Inputs[index].Source;
        if (plan.ResumeFrom is { } checkpoint && checkpoint.InputIndex == index)
        {
            await source.SeekAsync(checkpoint.Position, cancellationToken).ConfigureAwait(false);
        }
        while (!isEnough)
        {
            var start = Stopwatch.GetTimestamp();
            var batch = await free.ReadAsync(cancellationToken).ConfigureAwait(false);
            start = clock.Wait(start);
            if (!await source.ReadAsync(batch.Block, cancellationToken).ConfigureAwait(false))
            {
                break;
            }
            batch.Block.InputIndex = index;
            batch.Block.Ordinal = ordinal++;
            batch.PositionAfter = plan.KeepsCheckpoints ? source.PositionAfter(batch.Block) : null;
            start = clock.Busy(start);
            await filled.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            clock.Wait(start);
        }
    }
}
