using System.Diagnostics;
using System.Threading.Channels;
using Etl.Core.Batches;

namespace Etl.Core.Pipeline;

/// <summary>
/// The one task that restores the order of the input, numbers records and lines, applies the limit and runs the ordered steps.
/// </summary>
/// <remarks>
/// It cannot deadlock: batches are handed out by the reader in order, so the batch that is waited for is always inside a
/// worker or in its queue, never behind a wait for a free batch, and the queues hold as many batches as exist.
/// </remarks>
sealed class Sequencer(
    PipelinePlan plan,
    ChannelReader<RecordBatch> cleaned,
    ChannelWriter<RecordBatch> ordered,
    Action stopReading,
    StageClocks clocks
)
{
    readonly RecordBatch?[] waiting = new RecordBatch?[plan.Memory.BatchCount];
    readonly StageClock sequence = clocks.Of("dedupe");
    readonly (StageClock Clock, Action<RecordBatch> Run)[] steps =
    [
        .. plan.OrderedSteps.Select(step => (clocks.Of(step.Stage), step.Run)),
    ];
    long nextOrdinal;
    int inputIndex = -1;
    long recordNumber;
    long lineNumber;
    long recordsLeft = long.MaxValue;

    /// <summary>Works until the workers are done.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await AwaitTurnAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var start = Stopwatch.GetTimestamp();
            if (!await cleaned.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                break;
            }
            sequence.Wait(start);
            while (cleaned.TryRead(out var batch))
            {
                waiting[batch.Block.Ordinal % waiting.Length] = batch;
                await ForwardReadyAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        // Not after a failure: the writer would take the end of the queue for the end of the job.
        ordered.TryComplete();
        foreach (var step in plan.OrderedSteps)
        {
            step.End?.Invoke();
        }
    }

    /// <summary>Numbers and the limit count from the start of the input, so a part waits for what lies before it.</summary>
    async ValueTask AwaitTurnAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var before = plan.ResumeFrom?.Totals.Rows.Read ?? 0;
        if (plan.Turn is { } turn)
        {
            await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            before = plan.StartOf(0).RecordCount;
        }
        recordsLeft = plan.Limit is { } limit ? Math.Max(0, limit - before) : long.MaxValue;
        sequence.Wait(start);
    }

    async ValueTask ForwardReadyAsync(CancellationToken cancellationToken)
    {
        while (waiting[nextOrdinal % waiting.Length] is { } batch && batch.Block.Ordinal == nextOrdinal)
        {
            waiting[nextOrdinal % waiting.Length] = null;
            nextOrdinal++;
            Number(batch);
            Limit(batch);
            RunSteps(batch);
            await ordered.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    void Number(RecordBatch batch)
    {
        if (batch.Block.InputIndex != inputIndex)
        {
            StartInput(batch.Block.InputIndex);
        }
        batch.FirstRecordNumber = recordNumber;
        batch.FirstLineNumber = lineNumber;
        recordNumber += batch.RowCount;
        lineNumber += batch.LineCount;
    }

    void StartInput(int index)
    {
        var start = plan.StartOf(index);
        inputIndex = index;
        recordNumber = 1 + start.RecordCount;
        lineNumber = plan.Inputs[index].Source.Description.FirstRecordLine + start.LineCount;
    }

    void Limit(RecordBatch batch)
    {
        if (batch.RowCount >= recordsLeft)
        {
            stopReading();
        }
        if (batch.RowCount > recordsLeft)
        {
            // Done over on the rows that count, so that no code of a row behind the limit is counted.
            var input = plan.Inputs[batch.Block.InputIndex];
            new BatchProgram(plan, input, clocks).Run(batch, (int)recordsLeft);
        }
        recordsLeft -= batch.RowCount;
    }

    void RunSteps(RecordBatch batch)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var (clock, run) in steps)
        {
            run(batch);
            start = clock.Busy(start);
        }
    }
}
