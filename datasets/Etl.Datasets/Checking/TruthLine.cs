using System.Text.Json.Serialization;

namespace Etl.Datasets.Checking;

/// <summary>One line of a truth file: what must become of one record.</summary>
sealed record TruthLine
{
    [JsonPropertyName("record")]
    public required long Record { get; init; }

    [JsonPropertyName("bucket")]
    public required string Bucket { get; init; }

    [JsonPropertyName("code")]
    public string? Code { get; init; }

    [JsonPropertyName("email")]
    public string? Email { get; init; }

    [JsonPropertyName("phone")]
    public string? Phone { get; init; }

    [JsonPropertyName("mobile")]
    public string? Mobile { get; init; }

    public bool IsInserted => Bucket == "inserted";

    public bool IsRejected => Bucket == "rejected";
}
