using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Etl.Core.Diagnostics;

/// <summary>Turns a report into its JSON.</summary>
public static partial class RunReportJson
{
    static readonly Types types = new(
        new JsonSerializerOptions(Types.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    /// <summary>The report as indented JSON in camel case.</summary>
    public static string Write(RunReport report) => JsonSerializer.Serialize(report, types.RunReport);

    /// <summary>Reads a report back; null when the text is no report.</summary>
    public static RunReport? Read(string json) => JsonSerializer.Deserialize(json, types.RunReport);

    /// <summary>Made when Etl is built: finding the members of types when a job runs takes a tenth of a second.</summary>
    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never
    )]
    [JsonSerializable(typeof(RunReport))]
    sealed partial class Types : JsonSerializerContext;
}
