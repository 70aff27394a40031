namespace Etl.Core.Contracts;

/// <summary>How a store is opened, whichever database it is.</summary>
public sealed record StoreOptions
{
    /// <summary>True when a missing file or table is made (import); false when it is an error (export, jobs). Default: true.</summary>
    public bool CreateIfMissing { get; init; } = true;

    /// <summary>True to leave no trace: no job is entered, and nothing that is made stays. Default: false.</summary>
    public bool DryRun { get; init; }

    /// <summary>
    /// Connections that will be needed soon, beside the first, for stores that have connections: they are opened at once and side by side.
    /// Default: 0.
    /// </summary>
    public int ConnectionsAhead { get; init; }

    /// <summary>Told what a run waits for, one sentence at a time. Default: nobody.</summary>
    public Action<string> Note { get; init; } = static _ => { };
}
