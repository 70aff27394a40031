namespace Etl.Databases.Postgres;

/// <summary>How a PostgreSQL store is opened.</summary>
public sealed record PostgresStoreOptions
{
    /// <summary>True when a missing table and the ledger are made (import); false when they must be there (export, jobs). Default: true.</summary>
    public bool CreateIfMissing { get; init; } = true;

    /// <summary>True to leave no trace: no table is made and no job is entered.</summary>
    public bool DryRun { get; init; }

    /// <summary>Connections that will be needed soon, beside the first; they are opened while something else is done. Default: 0.</summary>
    public int ConnectionsAhead { get; init; }

    /// <summary>Bytes of match keys that wait in memory where most are on the disk. Tests set it, so that the edges fall everywhere. Default: a share of the sink's memory.</summary>
    internal long? RecentKeyBytes { get; init; }

    /// <summary>Told what a run waits for, one sentence at a time.</summary>
    public Action<string> Note { get; init; } = static _ => { };
}
