using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Etl.Core.Diagnostics;

/// <summary>Turns a report into its JSON.</summary>
public static class RunReportJson
{
    static readonly JsonSerializerOptions options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The report as indented JSON in camel case.</summary>
    public static string Write(RunReport report) => JsonSerializer.Serialize(report, options);

    /// <summary>Reads a report back; null when the text is no report.</summary>
    public static RunReport? Read(string json) => JsonSerializer.Deserialize<RunReport>(json, options);
}
