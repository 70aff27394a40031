namespace Etl.Core.Diagnostics;

/// <summary>
/// The report of one job (<c>--report FILE</c>, <c>--json</c>). Its JSON is a contract with scripts: members are added, never
/// renamed or removed.
/// </summary>
public sealed record RunReport
{
    /// <summary>Number of the job in its store, or a name made from the time for jobs without one.</summary>
    public required string Job { get; init; }

    /// <summary><c>succeeded</c>, <c>rejects-over-limit</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why the job failed or was cancelled, in the sentence that the user was shown; null when it was not.</summary>
    public string? Error { get; init; }

    /// <summary>The inputs as they were read.</summary>
    public required IReadOnlyList<ReportInput> Inputs { get; init; }

    /// <summary>Where the rows went, without secrets.</summary>
    public required string Target { get; init; }

    /// <summary>What became of each column, of the first input.</summary>
    public IReadOnlyList<ReportMapping> Mapping { get; init; } = [];

    /// <summary>The buckets.</summary>
    public required RowTotals Rows { get; init; }

    /// <summary>Why records were rejected.</summary>
    public IReadOnlyList<ReportCode> Rejects { get; init; } = [];

    /// <summary>What the user should look at.</summary>
    public IReadOnlyList<ReportCode> Warnings { get; init; } = [];

    /// <summary>Which values were changed into equivalent, cleaner ones.</summary>
    public IReadOnlyList<ReportCode> Changes { get; init; } = [];

    /// <summary>Files that were written where the output may be several, or has another name than was given; empty when the target is the file.</summary>
    public IReadOnlyList<string> OutputFiles { get; init; } = [];

    /// <summary>Files of rejected records that were made.</summary>
    public IReadOnlyList<string> RejectFiles { get; init; } = [];

    /// <summary>Wall time.</summary>
    public double Seconds { get; init; }

    /// <summary>Records read per second of wall time.</summary>
    public double RowsPerSecond { get; init; }

    /// <summary>Bytes of the inputs per second of wall time.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>Largest resident size of the process.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>Time of each stage.</summary>
    public IReadOnlyList<StageTime> Stages { get; init; } = [];

    /// <summary>Where duplicates were looked for; null for jobs whose store finds them.</summary>
    public ReportDuplicateSearch? DuplicateSearch { get; init; }

    /// <summary>The stage that held the others up.</summary>
    public string Bottleneck { get; init; } = "none";
}
