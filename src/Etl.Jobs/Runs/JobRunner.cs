using Etl.Core.Diagnostics;
using Etl.Jobs.Logging;
using Etl.Jobs.Options;
using Etl.Jobs.Shards;

namespace Etl.Jobs.Runs;

/// <summary>Runs jobs: options in, report out. The library's front door.</summary>
public sealed class JobRunner(JobEnvironment environment)
{
    /// <summary>
    /// Runs a job to its end. Throws <see cref="JobException"/> when it cannot work as it is, <see cref="PipelineException"/> when
    /// the world fails, <see cref="OperationCanceledException"/> when it is cancelled.
    /// </summary>
    public async Task<RunReport> RunAsync(
        JobOptions options,
        IJobObserver observer,
        CancellationToken cancellationToken
    )
    {
        JobLog.Asked(environment.Logger, options, environment.Version);
        JobOptionsValidator.Validate(options);
        options = ShardPaths.Mark(options);
        ReportFile.RefuseUnwritable(options.Report);
        OutputPaths.RefuseCollisions(options);
        var recorder = new RunRecorder(observer) { Options = options };
        Func<JobOptions, CancellationToken, Task<RunReport>> run = options.Kind switch
        {
            JobKind.Clean => new CleanJob(environment, recorder).RunAsync,
            JobKind.Export => new ExportJob(environment, recorder).RunAsync,
            JobKind.Import => new ImportJob(environment, recorder).RunAsync,
            _ => throw new JobException(
                $"A job that can be run is clean, import or export, not '{options.Kind.ToString().ToLowerInvariant()}'."
            ),
        };
        return await ReportAsync(recorder, () => run(options, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Goes on with an interrupted import behind its last committed chunk; the newest one when no id is given.</summary>
    public async Task<RunReport> ResumeAsync(
        string target,
        long? jobId,
        IJobObserver observer,
        CancellationToken cancellationToken
    )
    {
        var recorder = new RunRecorder(observer);
        var job = new ImportJob(environment, recorder);
        return await ReportAsync(recorder, () => job.ResumeAsync(target, jobId, cancellationToken))
            .ConfigureAwait(false);
    }

    // A job that ends early has a report too; its failure is what the caller gets to know.
    async Task<RunReport> ReportAsync(RunRecorder recorder, Func<Task<RunReport>> run)
    {
        RunReport report;
        try
        {
            report = await run().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is JobException or PipelineException or OperationCanceledException)
        {
            recorder.TryWriteReport(environment.Time.GetUtcNow(), exception);
            throw;
        }
        JobLog.Ended(environment.Logger, report);
        ReportFile.Write(recorder.Options.Report, report);
        return report;
    }
}
