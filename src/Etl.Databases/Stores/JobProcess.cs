using System.ComponentModel;
using System.Diagnostics;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;

namespace Etl.Databases.Stores;

/// <summary>The process that works on a job.</summary>
static class JobProcess
{
    /// <summary>True when the job was started on this machine (or its store is a file of this machine).</summary>
    public static bool IsOfThisMachine(JobStart start) =>
        start.Host.Length == 0 || start.Host == Environment.MachineName;

    /// <summary>True when the process is still there; only meaningful for jobs of this machine.</summary>
    public static bool IsAlive(JobStart start)
    {
        try
        {
            using var process = Process.GetProcessById(start.ProcessId);
            // Numbers of processes are used again: one that started after the job cannot be the job's.
            return !process.HasExited && process.StartTime.ToUniversalTime() <= start.StartedAt.UtcDateTime;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Names the process, and the machine when it is another one.</summary>
    public static string Describe(JobStart start) =>
        IsOfThisMachine(start)
            ? FormattableString.Invariant($"process {start.ProcessId}")
            : FormattableString.Invariant($"process {start.ProcessId} on {start.Host}");

    /// <summary>
    /// Refuses, before the store is changed, to undo a job again that nothing more can be taken back of. What it left may have become
    /// what the job wrote: a later job was undone since.
    /// </summary>
    /// <param name="job">The job as it was before.</param>
    /// <param name="result">What undoing it did.</param>
    /// <param name="store">The store, for the message.</param>
    public static void CheckUndone(JobEntry job, UndoResult result, string store)
    {
        if (job.State != JobState.Undone || result.Removed + result.Restored > 0)
        {
            return;
        }
        var rest = result switch
        {
            { Left: 0 } => "there is nothing to do.",
            { LaterJobs: [var later, ..] } => FormattableString.Invariant(
                $"the {result.Left:N0} contacts that it left are still as others changed them. Undo job {later} first, then this one again."
            ),
            _ => FormattableString.Invariant(
                $"the {result.Left:N0} contacts that it left are still as others changed them."
            ),
        };
        throw new JobException(
            FormattableString.Invariant($"Job {job.Id} of the store '{store}' has been undone already; {rest}")
        );
    }

    /// <summary>Refuses to take back jobs that still run.</summary>
    public static void CheckUndo(JobEntry job, string store)
    {
        if (job.IsAlive)
        {
            throw new JobException(
                FormattableString.Invariant(
                    $"Job {job.Id} of the store '{store}' is still running in {Describe(job.Start)}; stop it or wait for its end, then undo it."
                )
            );
        }
    }
}
