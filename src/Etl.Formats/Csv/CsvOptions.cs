using Etl.Text.Csv;

namespace Etl.Formats.Csv;

/// <summary>How a delimited file is to be read. What is null is found out from the file, with the evidence kept.</summary>
public sealed record CsvOptions
{
    /// <summary>512 KiB: a block, its cells and its scratch space stay inside a second-level cache.</summary>
    public const int DefaultBlockBytes = 512 * 1024;

    /// <summary>1 MiB of text is looked at before the first record is read.</summary>
    public const int DefaultSampleBytes = 1 << 20;

    /// <summary>Delimiter as the user wrote it: any text, or <c>tab</c>, <c>\t</c>, <c>comma</c>, <c>semicolon</c>, <c>pipe</c>, <c>space</c>. Default: found out.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Quote as the user wrote it: one ASCII character, or <c>none</c>. Default: found out.</summary>
    public string? Quote { get; init; }

    /// <summary>How quotes are written inside quoted fields. Default: found out.</summary>
    public CsvEscape? Escape { get; init; }

    /// <summary>Encoding name. Default: found out, see <c>EncodingDetector</c>.</summary>
    public string? Encoding { get; init; }

    /// <summary>True to take the likeliest encoding when none is certain, for somebody who looks at the text. Default: false, the input is refused.</summary>
    public bool TakesDoubtfulEncoding { get; init; }

    /// <summary>Whether there is a header. Default: found out.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>Physical lines to skip before the header (or the first record). Default: found out.</summary>
    public int? PreambleLineCount { get; init; }

    /// <summary>Headers of an earlier run of the same job: the row that equals them is the header. Default: none.</summary>
    public IReadOnlyList<string>? ExpectedHeaders { get; init; }

    /// <summary>Tells known header names, which decide between dialects that fit equally well. Default: none are known.</summary>
    public Func<string, bool> IsKnownHeader { get; init; } = static _ => false;

    /// <summary>Bytes of rows per block. Default: 512 KiB.</summary>
    public int BlockBytes { get; init; } = DefaultBlockBytes;

    /// <summary>
    /// Bytes that the first block asks for; null for the same as all others. What is judged by the first block must not depend
    /// on the size of blocks.
    /// </summary>
    public int? FirstBlockBytes { get; init; }

    /// <summary>Bytes of text that the sniffers see. Default: 1 MiB.</summary>
    public int SampleBytes { get; init; } = DefaultSampleBytes;

    /// <summary>True to take formula guards off again when the file's sidecar says that it has them. Default: true.</summary>
    public bool RemovesGuards { get; init; } = true;

    /// <summary>False when nobody will ask for the file's SHA-256: it is not computed then. Default: true.</summary>
    public bool Digests { get; init; } = true;

    /// <summary>Limits.</summary>
    public CsvLimits Limits { get; init; } = new();
}
