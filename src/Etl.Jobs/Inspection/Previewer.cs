using Etl.Core.Dedupe;
using Etl.Core.Dedupe.Spilling;
using Etl.Core.Pipeline;
using Etl.Jobs.Inputs;
using Etl.Jobs.Logging;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Inspection;

/// <summary>Runs a whole job that writes nothing, and keeps its first records to be looked at.</summary>
public sealed class Previewer(JobEnvironment environment, IJobObserver observer)
{
    /// <summary>Previews the inputs of the options. Duplicates are those inside the input.</summary>
    public async Task<PreviewReport> RunAsync(JobOptions asked, int rowsMax, CancellationToken cancellationToken)
    {
        JobLog.Asked(environment.Logger, asked, environment.Version);
        JobOptionsValidator.Validate(asked);
        OutputPaths.RefuseCollisions(asked);
        var memory = JobParts.Memory(asked, environment);
        var inputs = await JobInputs
            .OpenAsync(asked, environment, memory.BlockBytes, true, cancellationToken)
            .ConfigureAwait(false);
        await using (inputs.ConfigureAwait(false))
        {
            var options = inputs.Options;
            var now = environment.Time.GetUtcNow();
            var rules = new RecordRules(options, now);
            var fields = Fields(inputs);
            var shown = new PreviewSink(rowsMax, fields);
            // Nothing is written anywhere, so there is no better folder for what waits.
            var late = new LateDuplicates(Path.GetTempPath(), memory.KeyBytes) { Note = observer.Note };
            var sink = new LateSink(shown, late, options.OnDuplicate, memory.BlockBytes);
            await using var _ = sink.ConfigureAwait(false);
            observer.Started(JobParts.Outline("preview", "preview (nothing is written)", inputs));
            var plan = new PipelinePlan
            {
                Inputs = [.. inputs.All.Select(input => new PipelineInput(input.Source, input.Mapping.Layout, null))],
                CreateSteps = input => rules.CreateSteps(input.Layout, null),
                OrderedSteps =
                [
                    .. rules.CreateOrderedSteps(
                        rules.CreateDeduper(memory.KeyBytes, inputs.ExpectedRecords, late),
                        null
                    ),
                    new BatchStep("dedupe", shown.Show),
                ],
                Sink = sink,
                KeyCount = rules.KeyCount,
                Memory = memory,
                Limit = options.Limit,
            };
            var result = await RunAsync(plan, options, cancellationToken).ConfigureAwait(false);
            var report = ReportMaker.Make(JobParts.Name(options, now), "preview", options, plan.Inputs, result, []) with
            {
                DuplicateSearch = options.OnDuplicate == DuplicatePolicy.Create ? null : sink.DuplicateSearch,
            };
            JobLog.Ended(environment.Logger, report);
            return new PreviewReport(fields, shown.Rows, report);
        }
    }

    async Task<PipelineResult> RunAsync(PipelinePlan plan, JobOptions options, CancellationToken cancellationToken)
    {
        using var explanations = JobParts.Explanations(options, null);
        try
        {
            var explained = plan with { Explanations = explanations };
            return await Pipeline
                .RunAsync(explained, new JobProgress(observer, plan), cancellationToken)
                .ConfigureAwait(false);
        }
        catch
        {
            explanations?.Abandon();
            throw;
        }
    }

    static IReadOnlyList<string> Fields(JobInputs inputs) =>
        [
            .. inputs
                .Layouts.SelectMany(layout => layout.Columns)
                .Select(column => column.Field?.Name)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
}
