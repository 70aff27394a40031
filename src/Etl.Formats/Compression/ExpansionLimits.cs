namespace Etl.Formats.Compression;

/// <summary>How far packed input may expand. Counted while unpacking; lengths stated in headers are never believed.</summary>
public sealed record ExpansionLimits
{
    /// <summary>Unpacked bytes per packed byte, once <see cref="FreeBytes"/> is passed. Default: 100. Text rarely packs better than 30:1.</summary>
    public long RatioMax { get; init; } = 100;

    /// <summary>Unpacked bytes that are allowed at any ratio. Default: 16 MiB.</summary>
    public long FreeBytes { get; init; } = 16L << 20;

    /// <summary>Unpacked bytes of one input. Default: 64 GiB.</summary>
    public long TotalBytesMax { get; init; } = 64L << 30;

    /// <summary>Entries of a zip archive. Default: 1,000.</summary>
    public int EntriesMax { get; init; } = 1_000;
}
