using Etl.Core.Contracts;
using Etl.Formats.Encodings.Detection;

namespace Etl.Jobs.Inspection;

/// <summary>What was found out about one input without importing it.</summary>
public sealed record InspectionReport
{
    /// <summary>Name of the input.</summary>
    public required string Input { get; init; }

    /// <summary>Size in bytes; null for a stream.</summary>
    public required long? Bytes { get; init; }

    /// <summary>Encoding name.</summary>
    public required string Encoding { get; init; }

    /// <summary>0 to 1: how sure the encoding is.</summary>
    public double EncodingConfidence { get; init; } = 1;

    /// <summary>The encodings that the text may be in, where it was a matter of judgement, with some lines as each reads them.</summary>
    public IReadOnlyList<EncodingCandidate> EncodingCandidates { get; init; } = [];

    /// <summary>Delimiter as text.</summary>
    public required string Delimiter { get; init; }

    /// <summary>True when the input is a database and no text.</summary>
    public bool IsDatabase { get; init; }

    /// <summary>True when the input has a header of its own.</summary>
    public required bool HasHeader { get; init; }

    /// <summary>Template that was recognised, or null.</summary>
    public required string? Template { get; init; }

    /// <summary>The known format that the header was recognised as, or null.</summary>
    public string? KnownFormat { get; init; }

    /// <summary>How each finding was made, in sentences.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>Records that the column profile is made from: those at the start of the input.</summary>
    public required int SampleRecords { get; init; }

    /// <summary>Records of the sample that cannot be cut into the header's columns, or hold invalid bytes.</summary>
    public required int SampleRejected { get; init; }

    /// <summary>The columns in their order.</summary>
    public required IReadOnlyList<ColumnProfile> Columns { get; init; }

    /// <summary>What the user should know about the mapping.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>True when a job would stop and ask for <c>--encoding</c>.</summary>
    public bool IsEncodingDoubtful => EncodingConfidence < EncodingGuess.ConfidenceMin;
}
