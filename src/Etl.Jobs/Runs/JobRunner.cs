using Etl.Core.Diagnostics;
using Etl.Jobs.Logging;
using Etl.Jobs.Options;

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
        ReportFile.RefuseUnwritable(options.Report);
        OutputPaths.RefuseCollisions(options);
        var report = options.Kind switch
        {
            JobKind.Clean => await new CleanJob(environment, observer)
                .RunAsync(options, cancellationToken)
                .ConfigureAwait(false),
            JobKind.Export => await new ExportJob(environment, observer)
                .RunAsync(options, cancellationToken)
                .ConfigureAwait(false),
            JobKind.Import => await new ImportJob(environment, observer)
                .RunAsync(options, cancellationToken)
                .ConfigureAwait(false),
            _ => throw new JobException(
                $"A job that can be run is clean, import or export, not '{options.Kind.ToString().ToLowerInvariant()}'."
            ),
        };
        JobLog.Ended(environment.Logger, report);
        ReportFile.Write(options.Report, report);
        return report;
    }

    /// <summary>Goes on with an interrupted import behind its last committed chunk; the newest one when no id is given.</summary>
    public async Task<RunReport> ResumeAsync(
        string target,
        long? jobId,
        IJobObserver observer,
        CancellationToken cancellationToken
    )
    {
        var (report, options) = await new ImportJob(environment, observer)
            .ResumeAsync(target, jobId, cancellationToken)
            .ConfigureAwait(false);
        JobLog.Ended(environment.Logger, report);
        ReportFile.Write(options.Report, report);
        return report;
    }
}
