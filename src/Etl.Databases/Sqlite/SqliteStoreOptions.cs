namespace Etl.Databases.Sqlite;

/// <summary>How an embedded store is opened.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>How long to wait for another process by default.</summary>
    public static readonly TimeSpan DefaultBusyTimeout = TimeSpan.FromSeconds(10);

    /// <summary>True when a missing file is made (import); false when it is an error (export, jobs). Default: true.</summary>
    public bool CreateIfMissing { get; init; } = true;

    /// <summary>True to leave no trace: no job is entered, and a missing file is made in the temporary folder only.</summary>
    public bool DryRun { get; init; }

    /// <summary>Told in one sentence what takes its time; Default: nobody listens.</summary>
    public Action<string> Note { get; init; } = static _ => { };

    /// <summary>Bytes of match keys that wait in memory where most are on the disk. Tests set it, so that the edges fall everywhere. Default: a share of the sink's memory.</summary>
    internal long? RecentKeyBytes { get; init; }

    /// <summary>How long to wait for another process that holds the store. Default: 10 seconds.</summary>
    public TimeSpan BusyTimeout { get; init; } = DefaultBusyTimeout;
}
