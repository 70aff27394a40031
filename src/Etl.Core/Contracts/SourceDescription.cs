namespace Etl.Core.Contracts;

/// <summary>What is known about an opened input.</summary>
public sealed record SourceDescription
{
    /// <summary>The path as the user wrote it, or <c>-</c> for stdin.</summary>
    public required string Path { get; init; }

    /// <summary>Format name for the report, for example <c>csv</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Column headers in input order; names are made up (<c>column_1</c>) when there is no header.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>The header as the input has it, column by column, for an output that keeps it; empty when there is none.</summary>
    public IReadOnlyList<string> WrittenHeaders { get; init; } = [];

    /// <summary>
    /// Those of <see cref="Headers"/> that the input does not have like that: white space around them was removed, repeated ones
    /// were numbered, empty ones named. Counted as <c>HEADER_RENAMED</c>.
    /// </summary>
    public IReadOnlyList<string> RenamedHeaders { get; init; } = [];

    /// <summary>Rows below the header that are instructions of a template and no records. Counted as <c>INSTRUCTION_ROW_SKIPPED</c>.</summary>
    public int InstructionRowCount { get; init; }

    /// <summary>Encoding name, for example <c>utf-8</c>.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>0 to 1: how sure the encoding is. Default: 1.</summary>
    public double EncodingConfidence { get; init; } = 1;

    /// <summary>The encodings that the text may be in, best first, where it was a matter of judgement. Default: none.</summary>
    public IReadOnlyList<EncodingCandidate> EncodingCandidates { get; init; } = [];

    /// <summary>Delimiter as text, or empty.</summary>
    public string Delimiter { get; init; } = "";

    /// <summary>Size of the file in bytes, for progress; null when unknown (stdin).</summary>
    public long? LengthBytes { get; init; }

    /// <summary>Bytes of the file consumed so far.</summary>
    public long BytesRead { get; init; }

    /// <summary>SHA-256 of the whole file in lower-case hex, once it has been read to its end; null when it is not digested.</summary>
    public string? Sha256 { get; init; }

    /// <summary>How each finding was made, in sentences (delimiter, quote, header, encoding …).</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>1-based physical line on which the first record starts.</summary>
    public long FirstRecordLine { get; init; } = 1;

    /// <summary>
    /// Where the first record starts in the decompressed input, in bytes of the input's own encoding (byte order mark,
    /// preamble and header lie before it).
    /// </summary>
    public long FirstRecordOffset { get; init; }
}
