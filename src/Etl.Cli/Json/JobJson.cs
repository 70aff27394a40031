using Etl.Core.Contracts;
using Etl.Core.Diagnostics;

namespace Etl.Cli.Json;

/// <summary>A job of a store's ledger as <c>etl jobs list --json</c> and <c>show --json</c> write it.</summary>
/// <param name="Job">Number of the job.</param>
/// <param name="State">Its state in lower case.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="FinishedAt">When it ended; null while it has not.</param>
/// <param name="Inputs">What it read.</param>
/// <param name="Options">The options that are not at their defaults, as YAML.</param>
/// <param name="Rows">What became of its records.</param>
/// <param name="Shard">Which part of a set it loaded; null for a job of its own.</param>
sealed record JobJson(
    long Job,
    string State,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    IReadOnlyList<string> Inputs,
    string Options,
    RowTotals Rows,
    ShardJson? Shard
)
{
    /// <summary>The entry as it is written.</summary>
    public static JobJson Of(JobEntry job) =>
        new(
            job.Id,
            job.State.ToString().ToLowerInvariant(),
            job.Start.StartedAt,
            job.FinishedAt,
            job.Start.Inputs,
            job.Start.OptionsYaml,
            job.Rows,
            job.Shard is { } shard ? new ShardJson(shard.Set, shard.Shard.Number, shard.Shard.Count) : null
        );
}
