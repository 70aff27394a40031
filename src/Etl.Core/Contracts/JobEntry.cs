using Etl.Core.Diagnostics;

namespace Etl.Core.Contracts;

/// <summary>A job as the ledger knows it.</summary>
/// <param name="Id">Its number in this store.</param>
/// <param name="Start">What was entered when it started.</param>
/// <param name="State">Its state.</param>
/// <param name="FinishedAt">When it ended, if it has.</param>
/// <param name="Rows">Buckets as of the last committed chunk.</param>
/// <param name="ReportJson">Its final report, if it has ended.</param>
public sealed record JobEntry(
    long Id,
    JobStart Start,
    JobState State,
    DateTimeOffset? FinishedAt,
    RowTotals Rows,
    string? ReportJson
)
{
    /// <summary>True when a process works on it, as far as the store can tell from here.</summary>
    public bool IsAlive { get; init; }

    /// <summary>Its place in a set of jobs that load one input together; null for a job of its own.</summary>
    public JobShard? Shard { get; init; }
}
