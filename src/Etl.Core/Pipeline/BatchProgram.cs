using System.Diagnostics;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Mapping;

namespace Etl.Core.Pipeline;

/// <summary>What one worker does to the batches of one input: the parser, then the plan's steps, each timed under its stage.</summary>
sealed class BatchProgram
{
    readonly BatchLayout layout;
    readonly IBlockParser parser;
    readonly StageClock parseClock;
    readonly (StageClock Clock, Action<RecordBatch> Run)[] steps;
    readonly int keyCount;

    public BatchProgram(PipelinePlan plan, PipelineInput input, StageClocks clocks)
    {
        layout = input.Layout;
        parser = input.Source.CreateParser();
        parseClock = clocks.Of("parse");
        steps = [.. plan.CreateSteps(input).Select(step => (clocks.Of(step.Stage), step.Run))];
        keyCount = plan.KeyCount;
    }

    /// <summary>Takes the batch from raw block to cleaned rows, the first <paramref name="rowsMax"/> of them.</summary>
    public void Run(RecordBatch batch, int rowsMax = int.MaxValue)
    {
        var start = Stopwatch.GetTimestamp();
        batch.Reset(layout, keyCount);
        parser.Parse(batch);
        if (batch.RowCount > rowsMax)
        {
            batch.Truncate(rowsMax);
        }
        start = parseClock.Busy(start);
        foreach (var (clock, run) in steps)
        {
            run(batch);
            start = clock.Busy(start);
        }
    }
}
