namespace Etl.Core.Contracts;

/// <summary>State of a job in the ledger.</summary>
public enum JobState
{
    /// <summary>Started and not ended; if no process works on it, it was interrupted and can be resumed.</summary>
    Running,

    /// <summary>All records are in their buckets and the output is final.</summary>
    Succeeded,

    /// <summary>Stopped by a failure; can be resumed.</summary>
    Failed,

    /// <summary>Stopped by the user; can be resumed.</summary>
    Cancelled,

    /// <summary>Taken back.</summary>
    Undone,
}
