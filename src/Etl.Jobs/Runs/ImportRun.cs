using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Pipeline;
using Etl.Jobs.Inputs;
using Etl.Jobs.Logging;
using Etl.Jobs.Options;
using Etl.Jobs.Shards;
using Microsoft.Extensions.Logging;

namespace Etl.Jobs.Runs;

/// <summary>One run of an import, the first or a resumed one: the same plan, another starting point.</summary>
sealed class ImportRun(
    JobEnvironment environment,
    RunRecorder observer,
    IContactStore store,
    JobInputs inputs,
    MemoryPlan memory,
    long jobId,
    DateTimeOffset startedAt
)
{
    /// <summary>How long the ledger may take to write the success of a job that was cancelled when all of it was loaded: 30 seconds.</summary>
    static readonly TimeSpan endWithin = TimeSpan.FromSeconds(30);

    readonly string job = jobId.ToString(CultureInfo.InvariantCulture);

    /// <summary>True when this run may write the job's state: a job to resume may be in another process's hands.</summary>
    bool ownsJob;

    /// <summary>True when all of it is loaded, so that its state can only become succeeded.</summary>
    bool isLoaded;

    /// <summary>The turn of a shard; null for a job that reads all of its inputs.</summary>
    public ShardTurn? Turn { get; init; }

    /// <summary>What was made ready while the inputs were opened; null to make it when it is needed.</summary>
    public EarlyStart? Early { get; init; }

    /// <summary>Runs a job that was just entered into the ledger to its end.</summary>
    public Task<RunReport> RunAsync(CancellationToken cancellationToken)
    {
        ownsJob = true;
        return RunAsync(null, cancellationToken);
    }

    /// <summary>Runs the job of a shard, whose seat the caller holds, from its last checkpoint or its beginning to its end.</summary>
    public Task<RunReport> RunShardAsync(Checkpoint? checkpoint, CancellationToken cancellationToken)
    {
        ownsJob = true;
        return RunAsync(checkpoint, cancellationToken);
    }

    /// <summary>Runs an interrupted job from its last checkpoint to its end.</summary>
    public Task<RunReport> ResumeAsync(Checkpoint? checkpoint, CancellationToken cancellationToken) =>
        RunAsync(checkpoint, cancellationToken);

    /// <summary>Runs to the end and closes the job in the ledger, whatever the end is.</summary>
    async Task<RunReport> RunAsync(Checkpoint? checkpoint, CancellationToken cancellationToken)
    {
        try
        {
            var report = await WriteAsync(checkpoint, cancellationToken).ConfigureAwait(false);
            if (report.Error is not null)
            {
                // It was stopped by its limit, though nothing failed.
                await FinishAsync(JobState.Failed, report, cancellationToken).ConfigureAwait(false);
            }
            return report;
        }
        catch (Exception exception)
        {
            var state = exception is OperationCanceledException ? JobState.Cancelled : JobState.Failed;
            if (ownsJob && !isLoaded)
            {
                var report = observer.Describe(environment.Time.GetUtcNow(), exception);
                await TryFinishAsync(state, RunReportJson.Write(report)).ConfigureAwait(false);
            }
            var steps = new NextStep(inputs.Options, job);
            var next = isLoaded ? steps.SentenceOfLoaded : steps.Sentence;
            if (exception is PipelineException && next is not null)
            {
                throw new PipelineException($"{exception.Message} {next}", exception);
            }
            if (exception is OperationCanceledException && next is not null)
            {
                observer.Note(next);
            }
            throw;
        }
    }

    int ChunkRows => environment.ChunkRows ?? PipelinePlan.DefaultChunkRows;

    /// <summary>True when all records are surely less than a chunk, as far as the first ones tell.</summary>
    bool FitsOneChunk =>
        ConnectionsAhead.IsSmall(inputs.Options, memory)
        && inputs.ExpectedRecords is > 0 and var records
        && records <= ChunkRows / 2;

    async Task<RunReport> WriteAsync(Checkpoint? checkpoint, CancellationToken cancellationToken)
    {
        var options = inputs.Options;
        var rules = new RecordRules(options, startedAt);
        using var rejects = new JobRejects(options, inputs.All);
        var sinkOptions = StoreJob.SinkOptions(
            options,
            rules,
            inputs.Layouts,
            jobId,
            memory,
            inputs.ExpectedRecords,
            startedAt
        ) with
        {
            IsFollowed = Turn?.IsFollowed == true,
            FitsOneChunk = FitsOneChunk,
        };
        var loaded = new LoadedInputs();
        Task<IBatchSink> OpenAsync(CancellationToken token) =>
            Turn is null
                ? OpenSinkAsync(sinkOptions, rejects, loaded, checkpoint, token)
                : OpenInTurnAsync(Turn, sinkOptions, rejects, loaded, checkpoint, token);
        var sink =
            ownsJob && store.LoadsChunks
                ? new OpeningSink(OpenAsync, loaded.Skip, cancellationToken)
                : await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (sink.ConfigureAwait(false))
        {
            observer.Started(JobParts.Outline(job, store.Name, inputs));
            environment.Logger.JobStarted(job, store.Name);
            if (checkpoint is not null)
            {
                environment.Logger.JobResumed(job, checkpoint.ChunkNumber, checkpoint.RecordCount);
            }
            if (RejectStop.IsLifted(options, checkpoint))
            {
                observer.Note($"--max-rejects {options.MaxRejects} was passed before and does not stop this run.");
            }
            using var explanations = JobParts.Explanations(options, checkpoint);
            var plan = MakePlan(rules, rejects, sink is OpeningSink ? null : loaded, Logged(sink), checkpoint) with
            {
                Explanations = explanations,
            };
            var result = await Pipeline
                .RunAsync(plan, new JobProgress(observer, plan), cancellationToken)
                .ConfigureAwait(false);
            rejects.WriteSidecars();
            var target = options.DryRun ? store.Name + " (dry run)" : store.Name;
            var report = ReportMaker.Make(job, target, options, plan.Inputs, result, rejects.Paths) with
            {
                DuplicateSearch = sink.DuplicateSearch,
            };
            if (result.IsStoppedByLimit)
            {
                return report with { Error = RejectStop.Sentence(options, job, report.Rows) };
            }
            isLoaded = true;
            // Before the sink lets the next writer come, who is to know what this one has loaded.
            await SucceedAsync(report, cancellationToken).ConfigureAwait(false);
            return report;
        }
    }

    /// <summary>
    /// Enters that the job succeeded. It is too late to cancel: a job that is called cancelled although all of it is there would be started
    /// again. Who cancels it now waits a bounded time for the ledger.
    /// </summary>
    async ValueTask SucceedAsync(RunReport report, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, environment.Time);
        using var cancelling = cancellationToken.Register(() => patience.CancelAfter(endWithin));
        try
        {
            await FinishAsync(JobState.Succeeded, report, patience.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is PipelineException or OperationCanceledException)
        {
            var reason =
                exception is OperationCanceledException
                    ? FormattableString.Invariant(
                        $"The ledger of '{store.Name}' did not take it within {endWithin.TotalSeconds:0} seconds after the job was cancelled."
                    )
                    : exception.Message;
            throw new PipelineException(
                $"Everything was loaded, but that could not be written into the ledger. {reason}",
                exception
            );
        }
    }

    ValueTask FinishAsync(JobState state, RunReport report, CancellationToken cancellationToken) =>
        store.FinishJobAsync(jobId, state, RunReportJson.Write(report), cancellationToken);

    /// <summary>Opens the sink of a shard when the shards before it are complete.</summary>
    async Task<IBatchSink> OpenInTurnAsync(
        ShardTurn turn,
        StoreSinkOptions sinkOptions,
        JobRejects rejects,
        LoadedInputs loaded,
        Checkpoint? checkpoint,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var start = await turn.WaitAsync(checkpoint is null, cancellationToken).ConfigureAwait(false);
            var sink = await OpenSinkAsync(sinkOptions, rejects, loaded, checkpoint, cancellationToken)
                .ConfigureAwait(false);
            turn.Open(start);
            return sink;
        }
        catch (Exception exception)
        {
            turn.Fail(exception);
            throw;
        }
    }

    async Task<IBatchSink> OpenSinkAsync(
        StoreSinkOptions sinkOptions,
        JobRejects rejects,
        LoadedInputs loaded,
        Checkpoint? checkpoint,
        CancellationToken cancellationToken
    )
    {
        var sink = await store.OpenSinkAsync(sinkOptions, cancellationToken).ConfigureAwait(false);
        try
        {
            await TakeOverAsync(checkpoint, cancellationToken).ConfigureAwait(false);
            // Only the one writer of a table may touch files that the writer before him may just have been at.
            rejects.Start(checkpoint);
            await loaded.FindAsync(store, jobId, inputs, cancellationToken).ConfigureAwait(false);
            return sink;
        }
        catch
        {
            await sink.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    IBatchSink Logged(IBatchSink sink) =>
        (environment.Logger.IsEnabled(LogLevel.Information), sink) switch
        {
            (true, IChunkSink chunks) => new LoggedChunkSink(chunks, environment.Logger),
            (true, ISink batches) => new LoggedSink(batches, environment.Logger),
            _ => sink,
        };

    /// <summary>
    /// The opened sink keeps others from writing, so from here on nobody else works on the job; but somebody may have done so
    /// since the checkpoint was read.
    /// </summary>
    async ValueTask TakeOverAsync(Checkpoint? checkpoint, CancellationToken cancellationToken)
    {
        if (ownsJob && Turn is null)
        {
            return;
        }
        var entry = await store.FindJobAsync(jobId, cancellationToken).ConfigureAwait(false);
        var last = await store.LastCheckpointAsync(jobId, cancellationToken).ConfigureAwait(false);
        if (entry?.State is JobState.Succeeded or JobState.Undone || last?.ChunkNumber != checkpoint?.ChunkNumber)
        {
            throw new JobException(
                $"Job {job} was worked on by another process in the meantime; 'etl jobs list' shows how far it is."
            );
        }
        await store.FinishJobAsync(jobId, JobState.Running, null, cancellationToken).ConfigureAwait(false);
        ownsJob = true;
    }

    PipelinePlan MakePlan(
        RecordRules rules,
        JobRejects rejects,
        LoadedInputs? loaded,
        IBatchSink sink,
        Checkpoint? checkpoint
    ) =>
        new()
        {
            Inputs =
            [
                .. inputs.All.Select(input => new PipelineInput(
                    Turn?.Part ?? (ISource)input.Source,
                    input.Mapping.Layout,
                    rejects.Of(input)
                )),
            ],
            CreateSteps = input =>
                [
                    .. rules.CreateSteps(input.Layout, sink.CreateEncoder()),
                    .. loaded is null ? Array.Empty<BatchStep>() : [new BatchStep("keys", loaded.Skip)],
                ],
            OrderedSteps = rules.CreateOrderedSteps(null, rules.EncodesInOrder ? sink.CreateEncoder() : null),
            Sink = sink,
            KeyCount = rules.KeyCount,
            Memory = memory,
            Early = Early,
            Limit = inputs.Options.Limit,
            ChunkRows = ChunkRows,
            KeepsCheckpoints = true,
            ResumeFrom = checkpoint,
            Turn = Turn?.Come,
            IsOverLimit = RejectStop.Limit(inputs.Options, checkpoint),
            IsAllOrNothing = inputs.Options.Publish == PublishMode.Staged,
        };

    // The first failure is the one to report; a ledger that cannot be written now says by its state that it was interrupted.
    async ValueTask TryFinishAsync(JobState state, string reportJson)
    {
        try
        {
            await store.FinishJobAsync(jobId, state, reportJson, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is PipelineException or JobException)
        {
            observer.Note($"The job's end could not be recorded: {exception.Message}");
        }
    }
}
