using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;

namespace Etl.Jobs.Runs;

/// <summary>Finds the job to resume.</summary>
public static class InterruptedJobs
{
    /// <summary>The job of that id, or the newest that can be resumed. Refuses one that is done, undone or still running.</summary>
    public static async ValueTask<JobEntry> FindAsync(
        IContactStore store,
        long? jobId,
        CancellationToken cancellationToken
    )
    {
        if (jobId is { } id)
        {
            var entry =
                await store.FindJobAsync(id, cancellationToken).ConfigureAwait(false)
                ?? throw new JobException($"There is no job {Text(id)} in {store.Name}; 'etl jobs list' shows them.");
            return Resumable(entry);
        }
        var jobs = await store.ListJobsAsync(cancellationToken).ConfigureAwait(false);
        var found = jobs.FirstOrDefault(job => job.State is not (JobState.Succeeded or JobState.Undone));
        return found is null
            ? throw new JobException($"No job in {store.Name} was interrupted; 'etl jobs list' shows them all.")
            : Resumable(found);
    }

    static JobEntry Resumable(JobEntry entry)
    {
        if (entry.State is JobState.Succeeded or JobState.Undone)
        {
            throw new JobException(
                $"Job {Text(entry.Id)} is {entry.State.ToString().ToLowerInvariant()}, so there is nothing to resume."
            );
        }
        if (entry.IsAlive && entry.Start.ProcessId != Environment.ProcessId)
        {
            throw new JobException(
                $"Job {Text(entry.Id)} is still being worked on by process {Text(entry.Start.ProcessId)}; wait for it or stop it first."
            );
        }
        return entry;
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
