using Etl.Core.Diagnostics;

namespace Etl.Core.Contracts;

/// <summary>Everything a later run needs to go on behind a committed chunk as if nothing had happened.</summary>
public sealed record Checkpoint
{
    /// <summary>0-based number of the chunk in its job.</summary>
    public required int ChunkNumber { get; init; }

    /// <summary>0-based index of the input.</summary>
    public required int InputIndex { get; init; }

    /// <summary>Where to go on in that input.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>Records of that input before the position.</summary>
    public required long RecordCount { get; init; }

    /// <summary>Physical lines of that input before the position.</summary>
    public required long LineCount { get; init; }

    /// <summary>Bytes of that input before the position, decompressed, in the input's own encoding.</summary>
    public required long OriginalOffset { get; init; }

    /// <summary>The ends of the inputs before that one that this chunk came to, in their order; null when it came to none.</summary>
    public IReadOnlyList<SourcePosition>? EndedInputs { get; init; }

    /// <summary>Buckets and counted codes of the whole job so far.</summary>
    public required JobTotals Totals { get; init; }

    /// <summary>Length of each rejects file in bytes, keyed by path (the record file and its .jsonl), to cut back to; of the file of explanations, too.</summary>
    public required IReadOnlyDictionary<string, long> RejectLengths { get; init; }
}
