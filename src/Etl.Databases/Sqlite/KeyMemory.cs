using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;

namespace Etl.Databases.Sqlite;

/// <summary>How a sink's memory is shared between SQLite's pages and the match keys, and what to say when the keys do not fit.</summary>
/// <param name="options">How the sink writes.</param>
sealed class KeyMemory(StoreSinkOptions options)
{
    const long CacheBytesMin = 2 << 20;

    /// <summary>A chunk's pages (100,000 contacts of 200 bytes are 20 MB) fit; beyond it the system's own cache serves.</summary>
    const long CacheBytesMax = 32 << 20;

    /// <summary>Keys of later records may be more than those of the ones so far.</summary>
    const double Slack = 1.25;

    /// <summary>Bytes for SQLite's pages: a quarter, within bounds.</summary>
    public long CacheBytes { get; } = Math.Clamp(options.MemoryBytes / 4, CacheBytesMin, CacheBytesMax);

    /// <summary>Bytes for keys: the rest.</summary>
    public long KeyBytesMax => options.MemoryBytes - CacheBytes;

    /// <summary>The refusal of a job whose keys do not fit, with a <c>--memory</c> that will do as far as can be foretold.</summary>
    /// <param name="keyBytes">What the keys take.</param>
    /// <param name="known">Contacts whose keys they are.</param>
    /// <param name="stored">Contacts that were in the store before the job.</param>
    /// <param name="hasCommitted">True when chunks of the job stay.</param>
    public JobException Refusal(long keyBytes, long known, long stored, bool hasCommitted)
    {
        var given = options.Memory?.MemoryBytes ?? options.MemoryBytes;
        var advised = Math.Max(MemoryFor(AllKeyBytes(keyBytes, known, stored)), given + (1 << 20));
        return new JobException(
            FormattableString.Invariant(
                $"The match keys of {known:N0} contacts do not fit into --memory {given >> 20}MB; run the job again with --memory {Megabytes(advised)}MB.{Rest(hasCommitted)}"
            )
        );
    }

    /// <summary>Bytes of the keys of all contacts that may come; nobody knows how many a stream has, so twice as many then.</summary>
    long AllKeyBytes(long keyBytes, long known, long stored)
    {
        var all = options.ExpectedRecords > 0 ? stored + options.ExpectedRecords : 2 * known;
        var share = Math.Max(1, (double)all / Math.Max(1, known));
        return (long)(keyBytes * share * Slack) + KeyTable.BytesFor(0);
    }

    /// <summary>The memory of a job whose sink has so much room for keys beside its pages.</summary>
    long MemoryFor(long keyBytes)
    {
        var sinkBytes = keyBytes + Math.Clamp(keyBytes / 3 + 1, CacheBytesMin, CacheBytesMax);
        return options.Memory?.MemoryForKeys(sinkBytes) ?? sinkBytes;
    }

    static long Megabytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;

    string Rest(bool hasCommitted) =>
        !hasCommitted ? ""
        : options.OnDuplicate == DuplicatePolicy.Fail
            ? " What was committed stays: take the job back first (etl jobs undo), or its records are duplicates."
        : " What was committed stays and is found again by its match values; where records have none, take the job back first (etl jobs undo).";
}
