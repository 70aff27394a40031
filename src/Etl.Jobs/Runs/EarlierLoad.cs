using Etl.Core.Contracts;
using Etl.Core.Diagnostics;

namespace Etl.Jobs.Runs;

/// <summary>What a job, or all shards of a set together, loaded before. What inserted nothing cannot have been relied on.</summary>
/// <param name="Jobs">The job, or those of the set.</param>
/// <param name="Inputs">The inputs as their reports tell; a shard that did not read the file to its end knows no digest of it.</param>
/// <param name="HasStored">True when all of it was loaded, contacts were inserted, and nothing was taken back.</param>
/// <param name="IsReadAlike">True when it took the same bytes for the same records.</param>
/// <param name="Relied">True when records without a key were left out because yet another job had loaded them.</param>
sealed record EarlierLoad(
    IReadOnlyList<JobEntry> Jobs,
    IReadOnlyList<ReportInput> Inputs,
    bool HasStored,
    bool IsReadAlike,
    bool Relied
)
{
    /// <summary>True when it proves that the records of its inputs are stored, as long as its contacts are.</summary>
    public bool IsProof => HasStored && IsReadAlike;

    /// <summary>Of jobs that succeeded or were taken back: one of its own, or the shards of one set. Null when they inserted nothing.</summary>
    public static EarlierLoad? Of(IReadOnlyList<JobEntry> jobs, bool isReadAlike)
    {
        if (jobs.Sum(job => job.Rows.Inserted) == 0)
        {
            return null;
        }
        var reports = jobs.Select(job => job.ReportJson is { } json ? RunReportJson.Read(json) : null)
            .OfType<RunReport>()
            .ToList();
        var succeeded = jobs.Where(job => job.State == JobState.Succeeded).ToList();
        return new EarlierLoad(
            succeeded,
            [.. reports.SelectMany(report => report.Inputs).Where(input => input.Sha256 is not null)],
            succeeded.Count >= (jobs[0].Shard?.Shard.Count ?? 1) && succeeded.Sum(job => job.Rows.Inserted) > 0,
            isReadAlike,
            reports.Exists(report => report.Changes.Any(change => change.Code == Codes.KeylessLoadedBefore.Name))
        );
    }
}
