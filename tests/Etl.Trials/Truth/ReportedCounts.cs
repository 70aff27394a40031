using System.Text.Json;

namespace Etl.Trials.Truth;

/// <summary>The buckets of a report that the truth speaks about.</summary>
sealed record ReportedCounts(long Inserted, long Updated, long Unchanged, long Duplicate, long Rejected)
{
    /// <summary>Reads a report.</summary>
    public static async Task<ReportedCounts> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(path, cancellationToken));
        var rows = report.RootElement.GetProperty("rows");
        return new ReportedCounts(
            rows.GetProperty("inserted").GetInt64(),
            rows.GetProperty("updated").GetInt64(),
            rows.GetProperty("unchanged").GetInt64(),
            rows.GetProperty("duplicate").GetInt64(),
            rows.GetProperty("rejected").GetInt64()
        );
    }
}
