using System.Text.Json;
using System.Text.Json.Serialization;
using Etl.Core.Contracts;

namespace Etl.Databases.Stores;

/// <summary>Checkpoints and inputs as the ledger of every store keeps them: JSON.</summary>
static partial class CheckpointJson
{
    /// <summary>A checkpoint as text.</summary>
    public static string Write(Checkpoint checkpoint) => JsonSerializer.Serialize(checkpoint, Types.Default.Checkpoint);

    /// <summary>A checkpoint from its text in UTF-8.</summary>
    public static Checkpoint? Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Types.Default.Checkpoint);

    /// <summary>A checkpoint from its text.</summary>
    public static Checkpoint? Read(string text) => JsonSerializer.Deserialize(text, Types.Default.Checkpoint);

    /// <summary>A list of inputs as text.</summary>
    public static string WriteInputs(IReadOnlyList<string> inputs) =>
        JsonSerializer.Serialize([.. inputs], Types.Default.StringArray);

    /// <summary>A list of inputs from its text.</summary>
    public static string[] ReadInputs(string text) => JsonSerializer.Deserialize(text, Types.Default.StringArray) ?? [];

    /// <summary>Made when Etl is built: finding the members of types when a job runs takes a tenth of a second.</summary>
    [JsonSerializable(typeof(Checkpoint))]
    [JsonSerializable(typeof(string[]))]
    sealed partial class Types : JsonSerializerContext;
}
