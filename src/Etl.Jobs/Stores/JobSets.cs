using System.Globalization;
using Etl.Core.Contracts;
using Etl.Core.Diagnostics;

namespace Etl.Jobs.Stores;

/// <summary>Jobs that belong together: a job of its own, or all shards of a set that were not taken back.</summary>
static class JobSets
{
    /// <summary>The number of the job that a user names: by its number, or any job of a set by the set's name.</summary>
    /// <param name="named">What the user wrote; null for the newest.</param>
    /// <param name="jobs">All jobs, newest first.</param>
    /// <param name="store">The store, for the message.</param>
    public static long? Find(string? named, IReadOnlyList<JobEntry> jobs, string store)
    {
        if (named is null || long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return named is null ? null : long.Parse(named, NumberStyles.None, CultureInfo.InvariantCulture);
        }
        var set = jobs.Where(job => job.Shard?.Set == named).ToList();
        var found =
            set.Where(job => job.State is not (JobState.Succeeded or JobState.Undone))
                .MinBy(job => job.Shard!.Shard.Number)
            ?? set.FirstOrDefault(job => job.State != JobState.Undone)
            ?? set.FirstOrDefault();
        return found?.Id
            ?? throw new JobException(
                $"There is neither a job nor a set of shards '{named}' in {store}; 'etl jobs list' shows the numbers of jobs and the names of sets."
            );
    }

    /// <summary>
    /// The jobs that stand and fall with one, by the numbers of their shards; the job alone when it is no shard. One that was taken
    /// back stands alone too: what has the set's name now is another set.
    /// </summary>
    public static IReadOnlyList<JobEntry> Of(JobEntry entry, IReadOnlyList<JobEntry> jobs) =>
        entry.Shard is { Set: var set } && entry.State != JobState.Undone
            ?
            [
                .. jobs.Where(job => job.Shard?.Set == set && job.State != JobState.Undone)
                    .OrderBy(job => job.Shard!.Shard.Number),
            ]
            : [entry];
}
