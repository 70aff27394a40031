using System.Diagnostics;
using Etl.Core.Diagnostics;
using Etl.Core.Pipeline;
using Etl.Jobs.Options;
using Etl.Jobs.Stores;

namespace Etl.Jobs.Runs;

/// <summary>Passes a job's progress on and keeps how far it came, so that a job that ends early has a report too.</summary>
sealed class RunRecorder(IJobObserver observer) : IJobObserver
{
    const string Failed = "failed";
    const string Cancelled = "cancelled";

    readonly long startedAt = Stopwatch.GetTimestamp();
    JobOutline? outline;
    PipelineProgress? latest;
    long latestBytesRead;

    /// <inheritdoc/>
    public void Note(string sentence) => observer.Note(sentence);

    /// <inheritdoc/>
    public void Started(JobOutline started)
    {
        outline = started;
        observer.Started(started);
    }

    /// <inheritdoc/>
    public void Advanced(PipelineProgress progress, long bytesRead)
    {
        latest = progress;
        latestBytesRead = bytesRead;
        observer.Advanced(progress, bytesRead);
    }

    /// <summary>What the job was asked; set as soon as it is known, which on a resume is after the ledger was read.</summary>
    public JobOptions Options { get; set; } = new();

    /// <summary>Writes the report of a job that ended early. What prevents that is said and hides nothing.</summary>
    public void TryWriteReport(DateTimeOffset now, Exception exception)
    {
        try
        {
            ReportFile.Write(Options.Report, Describe(now, exception));
        }
        catch (PipelineException failure)
        {
            Note(failure.Message);
        }
    }

    /// <summary>The report of a job that ended early: its buckets are those of the batches that came to the sink.</summary>
    public RunReport Describe(DateTimeOffset now, Exception exception)
    {
        var seconds = Math.Max(Stopwatch.GetElapsedTime(startedAt).TotalSeconds, 1e-6);
        var rows = latest?.Rows ?? new RowTotals();
        var isCancelled = exception is OperationCanceledException;
        return new RunReport
        {
            Job = outline?.Job ?? JobParts.Name(Options, now),
            Status = isCancelled ? Cancelled : Failed,
            Error = isCancelled ? "The job was cancelled." : exception.Message,
            Inputs =
            [
                .. (outline?.Inputs ?? [.. Options.Inputs.Select(TargetText.Shown)]).Select(path => new ReportInput(
                    path,
                    0,
                    null,
                    "",
                    "",
                    ""
                )),
            ],
            Target = outline?.Target ?? Options.Output ?? TargetText.Shown(Options.Target),
            Mapping = outline?.Mapping ?? [],
            Rows = rows,
            Seconds = Math.Round(seconds, 3),
            RowsPerSecond = Math.Round(rows.Read / seconds),
            BytesPerSecond = Math.Round(latestBytesRead / seconds),
            PeakMemoryBytes = PeakMemory.Bytes(),
        };
    }
}
