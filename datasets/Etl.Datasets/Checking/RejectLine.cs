using System.Text.Json.Serialization;

namespace Etl.Datasets.Checking;

/// <summary>The part of a line of <c>FILE.rejects.csv.jsonl</c> that the truth speaks about.</summary>
sealed record RejectLine
{
    [JsonPropertyName("record")]
    public required long Record { get; init; }

    [JsonPropertyName("code")]
    public string? Code { get; init; }

    [JsonPropertyName("offset")]
    public long Offset { get; init; }

    [JsonPropertyName("length")]
    public long Length { get; init; }
}
