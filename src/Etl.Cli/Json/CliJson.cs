using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Etl.Core.Contracts;
using Etl.Formats.Encodings.Detection;
using Etl.Jobs.Inspection;
using Etl.Jobs.Tuning;

namespace Etl.Cli.Json;

/// <summary>
/// What commands write under <c>--json</c>: indented, in camel case, letters of any script as they are. How each type is written
/// is made when Etl is built; a type that is not listed here cannot be written.
/// </summary>
static partial class CliJson
{
    static readonly Types types = new(
        new JsonSerializerOptions(Types.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    /// <summary>The value as JSON.</summary>
    public static string Write<T>(T value) =>
        JsonSerializer.Serialize(
            value,
            types.GetTypeInfo(typeof(T)) ?? throw new NotSupportedException(typeof(T).Name)
        );

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
    [JsonSerializable(typeof(CodeJson[]))]
    [JsonSerializable(typeof(EncodingGuess))]
    [JsonSerializable(typeof(InspectionReport))]
    [JsonSerializable(typeof(IReadOnlyList<ValueExplanation>))]
    [JsonSerializable(typeof(JobJson))]
    [JsonSerializable(typeof(JobJson[]))]
    [JsonSerializable(typeof(PreviewReport))]
    [JsonSerializable(typeof(RejectsJson))]
    [JsonSerializable(typeof(TuningReport))]
    [JsonSerializable(typeof(UndoResult))]
    [JsonSerializable(typeof(VerifyResult))]
    sealed partial class Types : JsonSerializerContext;
}
