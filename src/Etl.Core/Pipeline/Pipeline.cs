using System.Diagnostics;
using System.Threading.Channels;
using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Explanations;

namespace Etl.Core.Pipeline;

/// <summary>
/// Runs a plan: one reader, N workers, one sequencer, one writer, joined by bounded channels. The first failure stops all of
/// them and is the one that is thrown; cancelling throws <see cref="OperationCanceledException"/>, unless the sink was complete before
/// it was noticed. Nothing is final unless this method returned.
/// </summary>
public sealed class Pipeline
{
    readonly PipelinePlan plan;
    readonly StageClocks clocks = new();
    readonly Channel<RecordBatch> free;
    readonly Channel<RecordBatch> filled;
    readonly Channel<RecordBatch> cleaned;
    readonly Channel<RecordBatch> ordered;

    /// <summary>True when the sink is complete: what went into it is final, and it is too late to cancel.</summary>
    bool isComplete;

    Pipeline(PipelinePlan plan)
    {
        this.plan = plan;
        free = MakeChannel();
        filled = MakeChannel();
        cleaned = MakeChannel();
        ordered = MakeChannel();
    }

    /// <summary>Runs the plan to its end.</summary>
    public static Task<PipelineResult> RunAsync(
        PipelinePlan plan,
        IProgress<PipelineProgress>? progress = null,
        CancellationToken cancellationToken = default
    ) => new Pipeline(plan).RunAsync(progress, cancellationToken);

    async Task<PipelineResult> RunAsync(IProgress<PipelineProgress>? progress, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        EnsureThreads();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var failure = new FirstFailure(stop);
        var reader = new BlockReader(plan, free.Reader, filled.Writer, clocks.Of("read"));
        var sequencer = new Sequencer(plan, cleaned.Reader, ordered.Writer, reader.StopReading, clocks);
        var account = new JobAccount(plan);
        await FillPoolAsync(stop.Token).ConfigureAwait(false);

        Task Start(Func<CancellationToken, Task> run) =>
            Task.Run(() => failure.GuardAsync(() => run(stop.Token)), CancellationToken.None);

        await Task.WhenAll(
                Start(reader.RunAsync),
                RunWorkersAsync(Start),
                Start(sequencer.RunAsync),
                Start(token => WriteAsync(account, progress, token))
            )
            .ConfigureAwait(false);
        var isOverLimit = failure.ThrowIfFailed();
        if (!isComplete)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
        var stages = clocks.Times;
        return new PipelineResult(
            account.Totals.Totals,
            stages,
            Bottleneck.Find(stages, plan.Memory.Workers),
            Stopwatch.GetElapsedTime(start).TotalSeconds
        )
        {
            IsStoppedByLimit = isOverLimit,
        };
    }

    async Task WriteAsync(
        JobAccount account,
        IProgress<PipelineProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        if (plan.Sink is IChunkSink chunks)
        {
            var writer = new ChunkWriter(plan, chunks, account, ordered.Reader, free.Writer, clocks, progress);
            await using (writer.ConfigureAwait(false))
            {
                await writer.RunAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            await new SinkWriter(plan, (ISink)plan.Sink, account, ordered.Reader, free.Writer, clocks, progress)
                .RunAsync(cancellationToken)
                .ConfigureAwait(false);
        }
        isComplete = true;
    }

    /// <summary>The queue behind the workers ends when the last of them has ended, not the first.</summary>
    async Task RunWorkersAsync(Func<Func<CancellationToken, Task>, Task> start)
    {
        var workers = Enumerable
            .Range(0, plan.Memory.Workers)
            .Select(_ => start(new BatchWorker(plan, filled.Reader, cleaned.Writer, clocks).RunAsync));
        await Task.WhenAll(workers).ConfigureAwait(false);
        cleaned.Writer.TryComplete();
    }

    /// <summary>
    /// Every task of the pipeline computes for a millisecond or more between awaits. With fewer pool threads than tasks the
    /// reader or the writer would wait for a worker's thread although a core is free.
    /// </summary>
    void EnsureThreads()
    {
        ThreadPool.GetMinThreads(out var workerThreads, out var ioThreads);
        ThreadPool.SetMinThreads(Math.Max(workerThreads, plan.Memory.Workers + 4), ioThreads);
    }

    async ValueTask FillPoolAsync(CancellationToken cancellationToken)
    {
        var batches = plan.Early is { } early
            ? await early.Batches.ConfigureAwait(false)
            : EarlyStart.MakeBatches(plan.Memory);
        foreach (var batch in batches)
        {
            batch.Explanations = plan.Explanations is null ? null : new BatchExplanations();
            await free.Writer.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Every queue can hold all batches that exist, so only the wait for a free batch ever blocks a writer.</summary>
    Channel<RecordBatch> MakeChannel() =>
        Channel.CreateBounded<RecordBatch>(
            new BoundedChannelOptions(plan.Memory.BatchCount) { FullMode = BoundedChannelFullMode.Wait }
        );
}
