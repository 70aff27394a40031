using System.Diagnostics;
using System.Threading.Channels;
using Etl.Core.Batches;

namespace Etl.Core.Pipeline;

/// <summary>One of the parallel tasks: takes a block through parsing, cleaning, rules, keys and encoding, start to end.</summary>
sealed class BatchWorker(
    PipelinePlan plan,
    ChannelReader<RecordBatch> filled,
    ChannelWriter<RecordBatch> cleaned,
    StageClocks clocks
)
{
    readonly BatchProgram?[] programs = new BatchProgram?[plan.Inputs.Count];

    /// <summary>Works until no block is left.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var parse = clocks.Of("parse");
        while (true)
        {
            var start = Stopwatch.GetTimestamp();
            if (!await filled.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return;
            }
            parse.Wait(start);
            while (filled.TryRead(out var batch))
            {
                ProgramOf(batch.Block.InputIndex).Run(batch);
                await cleaned.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    BatchProgram ProgramOf(int inputIndex) =>
        programs[inputIndex] ??= new BatchProgram(plan, plan.Inputs[inputIndex], clocks);
}
