using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Emails;

namespace Etl.Jobs.Options;

/// <summary>
/// Everything a user can say about a job. Immutable; made by applying <see cref="JobSettings"/> in this order: defaults, the
/// options kept beside a rejects file, the job file, the command line. Validated once by <see cref="JobOptionsValidator"/>.
/// </summary>
public sealed record JobOptions
{
    /// <summary>The store that an import fills when nothing else is said.</summary>
    public const string DefaultTarget = "sqlite:contacts.db";

    /// <summary>512 MB: what a job may use, whatever the size of its input.</summary>
    public const long DefaultMemoryBytes = 512L << 20;

    /// <summary>What the job does.</summary>
    public JobKind Kind { get; init; } = JobKind.Import;

    /// <summary>Input paths, globs, or <c>-</c>.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>What to read from a PostgreSQL input instead of its table; null for the table.</summary>
    public string? Query { get; init; }

    /// <summary>Output file of <c>clean</c> and <c>export</c>, or <c>-</c>; null when there is none.</summary>
    public string? Output { get; init; }

    /// <summary>The store that is written (import).</summary>
    public string Target { get; init; } = DefaultTarget;

    /// <summary>The store that is read (export).</summary>
    public string From { get; init; } = DefaultTarget;

    /// <summary>Names of the fields to export, in order; empty for all.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Condition on the contacts to export.</summary>
    public string? Where { get; init; }

    /// <summary>
    /// What is written: null for the input's own header (clean), <c>etl</c> for Etl's field names, or the name of a known format.
    /// </summary>
    public string? As { get; init; }

    /// <summary>True when an existing output file may be replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Mapping template: a file or the name of a saved template.</summary>
    public string? Map { get; init; }

    /// <summary>Folder of the saved templates; null for the user's own.</summary>
    public string? Templates { get; init; }

    /// <summary>Column to field, in the order given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Set { get; init; } = [];

    /// <summary>Columns to leave unmapped.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Field to value for records that have none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Defaults { get; init; } = [];

    /// <summary>A name, or <c>round-robin:a,b,c</c>.</summary>
    public string? Owner { get; init; }

    /// <summary>What happens to unmapped columns.</summary>
    public UnmappedColumns Unmapped { get; init; }

    /// <summary>Region for phone numbers without one.</summary>
    public string? Country { get; init; }

    /// <summary>How ambiguous dates are read.</summary>
    public DateOrderMode DateOrder { get; init; }

    /// <summary>Which e-mail addresses are taken.</summary>
    public EmailMode EmailMode { get; init; }

    /// <summary>What becomes of the names of states and provinces.</summary>
    public RegionMode Regions { get; init; }

    /// <summary>Damage that is undone, not only counted.</summary>
    public RepairMode Repair { get; init; }

    /// <summary>True when a bad value in an optional field rejects the record.</summary>
    public bool Strict { get; init; }

    /// <summary>Fields that every record must have.</summary>
    public IReadOnlyList<string> Require { get; init; } = [];

    /// <summary>Condition that records must meet.</summary>
    public string? Filter { get; init; }

    /// <summary>Match rules in order; empty for the default cascade.</summary>
    public IReadOnlyList<string> Match { get; init; } = [];

    /// <summary>What happens to duplicates.</summary>
    public DuplicatePolicy OnDuplicate { get; init; } = DuplicatePolicy.Skip;

    /// <summary>What empty values do in an update.</summary>
    public BlankPolicy Blank { get; init; }

    /// <summary>Field to what an update does with it, where that is not overwriting.</summary>
    public IReadOnlyList<KeyValuePair<string, MergePolicy>> Merge { get; init; } = [];

    /// <summary>True when an update may move consent back to subscribed.</summary>
    public bool AllowResubscribe { get; init; }

    /// <summary>File for rejected records; null for <c>INPUT.rejects.csv</c>.</summary>
    public string? Rejects { get; init; }

    /// <summary>When there are too many rejects; null for no limit.</summary>
    public RejectLimit? MaxRejects { get; init; }

    /// <summary>File for the JSON report; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>
    /// False when nobody will see the report of a <c>clean</c>, the only place where it tells the SHA-256 of its inputs: they are not
    /// digested then, a tenth of the processor's time. An import always needs it. Default: true.
    /// </summary>
    public bool TellsDigests { get; init; } = true;

    /// <summary>File for the changes of each value; null for none.</summary>
    public string? Explain { get; init; }

    /// <summary>True to write nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Stop after that many records; null for all.</summary>
    public long? Limit { get; init; }

    /// <summary>Delimiter as the user wrote it; null to find out.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Quote character, or <c>none</c>; null to find out.</summary>
    public string? Quote { get; init; }

    /// <summary>Encoding name; null to find out.</summary>
    public string? Encoding { get; init; }

    /// <summary>True when the first record is not a header.</summary>
    public bool NoHeader { get; init; }

    /// <summary>Parallel workers; null for one per processor.</summary>
    public int? Workers { get; init; }

    /// <summary>Memory budget in bytes.</summary>
    public long MemoryBytes { get; init; } = DefaultMemoryBytes;

    /// <summary>Connections that load at a time; null for one per processor, at most four.</summary>
    public int? Connections { get; init; }

    /// <summary>The part of the input that this process loads; null for the whole input.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Name of the set that the shard belongs to; null for one made of the input and the options.</summary>
    public string? ShardSet { get; init; }

    /// <summary>How long a shard waits for its turn; null for as long as it takes.</summary>
    public TimeSpan? ShardWait { get; init; }

    /// <summary>Indexes made with a table that Etl makes.</summary>
    public IndexMode Indexes { get; init; }

    /// <summary>When loaded rows become visible.</summary>
    public PublishMode Publish { get; init; }

    /// <summary>Protection against formulas in exported files.</summary>
    public GuardMode Guard { get; init; }

    /// <summary>True to print nothing but errors.</summary>
    public bool Quiet { get; init; }

    /// <summary>True to log what the job does.</summary>
    public bool Verbose { get; init; }

    /// <summary>True to print the report as JSON and nothing else.</summary>
    public bool Json { get; init; }
}
