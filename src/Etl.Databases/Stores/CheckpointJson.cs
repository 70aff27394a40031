using System.Text.Json;
using Etl.Core.Contracts;

namespace Etl.Databases.Stores;

/// <summary>Checkpoints and inputs as the ledger of every store keeps them: JSON.</summary>
static class CheckpointJson
{
    /// <summary>A checkpoint as text.</summary>
    public static string Write(Checkpoint checkpoint) => JsonSerializer.Serialize(checkpoint);

    /// <summary>A checkpoint from its text in UTF-8.</summary>
    public static Checkpoint? Read(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize<Checkpoint>(utf8);

    /// <summary>A checkpoint from its text.</summary>
    public static Checkpoint? Read(string text) => JsonSerializer.Deserialize<Checkpoint>(text);

    /// <summary>A list of inputs as text.</summary>
    public static string WriteInputs(IReadOnlyList<string> inputs) => JsonSerializer.Serialize(inputs);

    /// <summary>A list of inputs from its text.</summary>
    public static string[] ReadInputs(string text) => JsonSerializer.Deserialize<string[]>(text) ?? [];
}
