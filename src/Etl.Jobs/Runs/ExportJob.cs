using Etl.Core.Conditions;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats.Composing;
using Etl.Core.Pipeline;
using Etl.Formats.Csv;
using Etl.Jobs.Inputs;
using Etl.Jobs.Logging;
using Etl.Jobs.Options;
using Etl.Jobs.Stores;

namespace Etl.Jobs.Runs;

/// <summary>Store to file: contacts that meet a condition, in the order of their ids.</summary>
sealed class ExportJob(JobEnvironment environment, IJobObserver observer)
{
    readonly List<string> files = [];
    ColumnUse? use;
    bool isTold;

    /// <summary>Runs the job; it starts over when a contact needs a column that the file was begun without.</summary>
    public async Task<RunReport> RunAsync(JobOptions options, CancellationToken cancellationToken)
    {
        use = FormatFile.UseOf(options);
        while (true)
        {
            try
            {
                return await RunOnceAsync(options, cancellationToken).ConfigureAwait(false);
            }
            catch (MissingColumnsException)
            {
                files.Clear();
                use!.StartOver();
            }
        }
    }

    async Task<RunReport> RunOnceAsync(JobOptions options, CancellationToken cancellationToken)
    {
        var memory = JobParts.Memory(options, environment);
        var where = options.Where is { } text ? ConditionParser.Parse(text) : null;
        var query = new StoreQuery(options.Columns.Count > 0 ? options.Columns : null, where);
        if (options.Query is { } sql)
        {
            var rows = await DatabaseInput
                .OpenAsync(options.From, sql, environment, cancellationToken)
                .ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                return await RunAsync(options, memory, rows, rows.Description.Path, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        var store = await StoreOpener
            .OpenAsync(options.From, new StoreOptions { CreateIfMissing = false }, environment, cancellationToken)
            .ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            var source = await store.OpenSourceAsync(query, cancellationToken).ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                return await RunAsync(options, memory, source, store.Name, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    async Task<RunReport> RunAsync(
        JobOptions options,
        MemoryPlan memory,
        ISource source,
        string from,
        CancellationToken cancellationToken
    )
    {
        using var pipe = await OutputPipe.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        var sink = OpenSink(options, source, pipe);
        await using (sink.ConfigureAwait(false))
        {
            var job = JobParts.Name(options, environment.Time.GetUtcNow());
            var target = options.DryRun ? "nothing (dry run)" : FormatFile.TargetOf(options);
            environment.Logger.JobStarted(job, target);
            if (!isTold)
            {
                observer.Started(new JobOutline(job, [from], target, null, [], []));
                isTold = true;
            }
            var watch = new ColumnWatch([StorePlan.Layout(source)], use);
            var plan = StorePlan.Make(source, sink, memory, options.Limit) with
            {
                OrderedSteps = [new BatchStep("validate", watch.Run)],
            };
            var result = await Pipeline
                .RunAsync(plan, new JobProgress(observer, plan), cancellationToken)
                .ConfigureAwait(false);
            return ReportMaker.Make(job, target, options, plan.Inputs, result, []) with { OutputFiles = files };
        }
    }

    ISink OpenSink(JobOptions options, ISource source, Stream? pipe)
    {
        if (options.DryRun)
        {
            return new CountingSink();
        }
        var output = Output(options, source) with { Pipe = pipe };
        return FormatFile.Of(options) is { } format
            ? FormatFile.Open(format, [StorePlan.Layout(source)], output, options.Guard, use)
            : CsvSink.Open(output);
    }

    CsvSinkOptions Output(JobOptions options, ISource source) =>
        new()
        {
            Path = options.Output!,
            Stream = options.Output == InputPaths.Standard ? environment.OpenOutput() : null,
            Columns = CsvOutputColumn.All(StorePlan.Layout(source)),
            // What is piped on meets a program, not a spreadsheet.
            Guards =
                options.Guard == GuardMode.On
                || (options.Guard == GuardMode.Auto && options.Output != InputPaths.Standard),
            WritesSidecar = true,
            Written = files.Add,
            Overwrite = options.Overwrite,
        };
}
