using Etl.Core.Batches;
using Etl.Core.Dedupe;
using Etl.Core.Mapping;

namespace Etl.Core.Contracts;

/// <summary>How a store's sink writes.</summary>
public sealed record StoreSinkOptions
{
    /// <summary>The job in the ledger.</summary>
    public required long JobId { get; init; }

    /// <summary>Layouts of all inputs; columns without a field are not stored.</summary>
    public required IReadOnlyList<BatchLayout> Layouts { get; init; }

    /// <summary>The cascade of match rules.</summary>
    public required IReadOnlyList<MatchRule> MatchRules { get; init; }

    /// <summary>
    /// Fills <see cref="RecordBatch.Keys"/> for batches of a layout, exactly as the workers do (same rules, same random key),
    /// so that the store can compute the keys of contacts that it already holds.
    /// </summary>
    public required Func<BatchLayout, Action<RecordBatch>> BindKeys { get; init; }

    /// <summary>
    /// Country in which stored phone numbers without a calling code are dialled, ISO 3166 alpha-2 in capitals; null when nobody says it.
    /// </summary>
    public string? Country { get; init; }

    /// <summary>What happens to duplicates. Default: skip.</summary>
    public DuplicatePolicy OnDuplicate { get; init; } = DuplicatePolicy.Skip;

    /// <summary>True when an empty value erases a stored one in an update (<c>--blank clear</c>).</summary>
    public bool BlankClears { get; init; }

    /// <summary>True when an update may move consent back to subscribed.</summary>
    public bool AllowResubscribe { get; init; }

    /// <summary>Merge policies of fields that differ from <see cref="MergePolicy.Overwrite"/>, by field name.</summary>
    public IReadOnlyDictionary<string, MergePolicy> MergePolicies { get; init; } =
        new Dictionary<string, MergePolicy>(StringComparer.Ordinal);

    /// <summary>Connections that load at a time, for stores that have connections. Default: <see cref="ConnectionsByDefault"/>.</summary>
    public int Connections { get; init; } = ConnectionsByDefault;

    /// <summary>One per processor, four at most: beyond that it is the server that is busy.</summary>
    public static int ConnectionsByDefault { get; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>True when nothing may be visible before the whole job is complete (<c>--publish staged</c>).</summary>
    public bool IsStaged { get; init; }

    /// <summary>True when indexes on the fields of the match rules are made with a table that the store makes. Default: true.</summary>
    public bool MakesMatchIndexes { get; init; } = true;

    /// <summary>True when another job of the same set loads behind this one, which then makes the indexes of a new table. Default: false.</summary>
    public bool IsFollowed { get; init; }

    /// <summary>Records that will come, as far as known; 0 when nobody knows.</summary>
    public long ExpectedRecords { get; init; }

    /// <summary>True when the records will hardly be more than one chunk, so that it is not worth getting ready for a second one. Default: false.</summary>
    public bool FitsOneChunk { get; init; }

    /// <summary>True to leave no trace: everything is rolled back at the end, the buckets stay true.</summary>
    public bool DryRun { get; init; }

    /// <summary>Bytes that the sink may use for keys and caches.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Time stamp for <c>created_at</c> and <c>updated_at</c>: the job's start.</summary>
    public required DateTimeOffset Now { get; init; }
}
