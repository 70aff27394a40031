using System.Globalization;
using Etl.Core.Contracts;

namespace Etl.Cli.Screen;

/// <summary>What is said about a set of shards.</summary>
static class ShardsText
{
    /// <summary>One sentence: which shard, of which set, and how many of them are complete.</summary>
    public static string Of(JobShard shard, IReadOnlyList<JobEntry> set) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"It is {shard.Shard.Text} of the set '{shard.Set}', of which {set.Count(job => job.State == JobState.Succeeded)} are complete: {Figures.Count(set.Sum(job => job.Rows.Read))} records read, {Figures.Count(set.Sum(job => job.Rows.Inserted))} inserted."
        );
}
