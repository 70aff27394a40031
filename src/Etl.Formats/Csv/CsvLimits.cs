using Etl.Formats.Compression;

namespace Etl.Formats.Csv;

/// <summary>Limits of delimited text, all enforced while reading.</summary>
public sealed record CsvLimits
{
    /// <summary>Longest record in bytes; longer ones are rejected <c>RECORD_TOO_LARGE</c>. Default: 16 MiB.</summary>
    public int RecordBytesMax { get; init; } = 16 << 20;

    /// <summary>Most columns. Default: 16,384, as many as a worksheet has.</summary>
    public int ColumnsMax { get; init; } = 16_384;

    /// <summary>Longest header in bytes, with what stands before it. Default: 1 MiB.</summary>
    public int HeaderBytesMax { get; init; } = 1 << 20;

    /// <summary>How far packed input may expand.</summary>
    public ExpansionLimits Expansion { get; init; } = new();
}
