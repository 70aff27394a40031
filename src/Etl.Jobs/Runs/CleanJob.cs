using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Dedupe.Spilling;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats.Composing;
using Etl.Core.Mapping;
using Etl.Core.Pipeline;
using Etl.Core.Schema;
using Etl.Jobs.Inputs;
using Etl.Jobs.Logging;
using Etl.Jobs.Options;

namespace Etl.Jobs.Runs;

/// <summary>File to file: all records through the rules, the first of each contact into one output.</summary>
sealed class CleanJob(JobEnvironment environment, IJobObserver observer)
{
    readonly List<string> files = [];
    ColumnUse? use;
    bool isTold;

    /// <summary>
    /// Runs the job. The header of the output stands before its records, so when a record that nobody looked at ahead needs a
    /// column of its own, the job starts over with that column; a file that needs none is read once.
    /// </summary>
    public async Task<RunReport> RunAsync(JobOptions asked, CancellationToken cancellationToken)
    {
        var demanded = new HashSet<ContactField>();
        while (true)
        {
            try
            {
                return await RunAsync(asked, demanded, cancellationToken).ConfigureAwait(false);
            }
            catch (MissingColumnsException missing)
            {
                demanded.UnionWith(missing.Fields);
                files.Clear();
                use?.StartOver();
                if (missing.Fields.Count == 0)
                {
                    continue;
                }
                isTold = false;
                var names = string.Join(", ", missing.Fields.Select(field => field.Name));
                observer.Note(
                    $"A cell behind the first records holds several values, so the input is read again with columns for them: {names}."
                );
            }
        }
    }

    async Task<RunReport> RunAsync(
        JobOptions asked,
        HashSet<ContactField> demanded,
        CancellationToken cancellationToken
    )
    {
        var memory = JobParts.Memory(asked, environment);
        var early = EarlyStart.Begin(memory, KeyRoom.For(asked, memory), JobTables.Read);
        var inputs = await JobInputs
            .OpenAsync(asked, environment, memory.BlockBytes, cancellationToken)
            .ConfigureAwait(false);
        await using (inputs.ConfigureAwait(false))
        {
            inputs.AddColumns(demanded);
            CleanOutput.RefuseDifferentHeaders(inputs);
            if (inputs.Options.As is not null)
            {
                inputs.RefuseNobody();
            }
            using var pipe = await OutputPipe.OpenAsync(inputs.Options, cancellationToken).ConfigureAwait(false);
            var sink = await OpenSinkAsync(inputs, memory, pipe, cancellationToken).ConfigureAwait(false);
            await using (sink.ConfigureAwait(false))
            {
                return await RunAsync(inputs, memory, early, sink, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    async ValueTask<ISink> OpenSinkAsync(
        JobInputs inputs,
        MemoryPlan memory,
        Stream? pipe,
        CancellationToken cancellationToken
    )
    {
        use ??= inputs.Options.OnDuplicate == DuplicatePolicy.Update ? null : FormatFile.UseOf(inputs.Options);
        var sink = CleanOutput.Open(inputs, environment, files.Add, use, pipe);
        try
        {
            return inputs.Options.OnDuplicate switch
            {
                DuplicatePolicy.Update => await MergeSink
                    .OpenAsync(sink, inputs, memory, environment, observer.Note, cancellationToken)
                    .ConfigureAwait(false),
                DuplicatePolicy.Create => sink,
                var policy => new LateSink(sink, LateDuplicates(inputs.Options, memory), policy, memory.BlockBytes),
            };
        }
        catch
        {
            // What was begun of an output is not left.
            await sink.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Rows that wait for their decision lie where the output will lie: there must be room for them anyway.</summary>
    LateDuplicates LateDuplicates(JobOptions options, MemoryPlan memory) =>
        new(CleanOutput.FolderOf(options) ?? Path.GetTempPath(), memory.KeyBytes) { Note = observer.Note };

    async Task<RunReport> RunAsync(
        JobInputs inputs,
        MemoryPlan memory,
        EarlyStart early,
        ISink sink,
        CancellationToken cancellationToken
    )
    {
        var options = inputs.Options;
        var now = environment.Time.GetUtcNow();
        var job = JobParts.Name(options, now);
        var target = options.DryRun ? "nothing (dry run)" : FormatFile.TargetOf(options);
        using var rejects = new JobRejects(options, inputs.All);
        rejects.Start(null);
        using var explanations = JobParts.Explanations(options, null);
        environment.Logger.JobStarted(job, target);
        if (!isTold)
        {
            observer.Started(JobParts.Outline(job, target, inputs));
            isTold = true;
        }
        var rules = (sink as MergeSink)?.Rules ?? new RecordRules(options, now);
        var plan = MakePlan(inputs, rules, rejects, memory, early, sink) with { Explanations = explanations };
        try
        {
            var result = await Pipeline
                .RunAsync(plan, new JobProgress(observer, plan), cancellationToken)
                .ConfigureAwait(false);
            rejects.WriteSidecars();
            return ReportMaker.Make(job, target, options, plan.Inputs, result, rejects.Paths) with
            {
                DuplicateSearch = sink.DuplicateSearch,
                OutputFiles = files,
            };
        }
        catch
        {
            rejects.Abandon();
            explanations?.Abandon();
            throw;
        }
    }

    // Under its own header all inputs have the first one's columns, so they share its layout and encoders go by position.
    PipelinePlan MakePlan(
        JobInputs inputs,
        RecordRules rules,
        JobRejects rejects,
        MemoryPlan memory,
        EarlyStart early,
        ISink sink
    )
    {
        var merge = sink as MergeSink;
        BatchLayout Mapped(JobInput input) =>
            inputs.Options.As is null ? inputs.All[0].Mapping.Layout : input.Mapping.Layout;
        var mapped = inputs.All.ToDictionary(input => (ISource)input.Source, Mapped);
        var watch = new ColumnWatch([.. inputs.All.Select(Mapped)], use);
        return new PipelinePlan
        {
            Inputs =
            [
                .. inputs.All.Select(input => new PipelineInput(
                    input.Source,
                    merge?.Stored(Mapped(input)) ?? Mapped(input),
                    rejects.Of(input)
                )),
            ],
            CreateSteps = input => rules.CreateSteps(mapped[input.Source], sink.CreateEncoder()),
            OrderedSteps =
            [
                .. InputPaths.IsPiped(inputs.Options)
                    ? Array.Empty<BatchStep>()
                    : [new BatchStep("validate", watch.Run)],
                .. rules.CreateOrderedSteps(
                    merge is null
                        ? rules.CreateDeduper(
                            memory.KeyBytes,
                            inputs.ExpectedRecords,
                            (sink as LateSink)?.Duplicates,
                            early.Keys
                        )
                        : null,
                    rules.EncodesInOrder ? sink.CreateEncoder() : null
                ),
            ],
            Sink = sink,
            KeyCount = rules.KeyCount,
            Memory = memory,
            Early = early,
            Limit = inputs.Options.Limit,
        };
    }
}
