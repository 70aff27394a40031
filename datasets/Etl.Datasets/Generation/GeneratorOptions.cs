namespace Etl.Datasets.Generation;

/// <summary>What to generate. The same options give the same bytes on every machine.</summary>
sealed record GeneratorOptions
{
    /// <summary>Beyond so many rows the shortest national numbering plan in use would run out of unique numbers.</summary>
    public const long RowsMax = 500_000_000;

    public long Rows { get; init; } = 1_000;

    public ulong Seed { get; init; } = 1;

    /// <summary>Share of rows that repeat an earlier person, 0 to 0.9.</summary>
    public double DuplicateShare { get; init; } = 0.2;

    /// <summary>Share of rows that must be rejected, 0 to 0.5, spread evenly over the four kinds.</summary>
    public double BadShare { get; init; } = 0.01;

    /// <summary>The delimiter's byte, one of <c>, ; | ^</c> and tab.</summary>
    public byte Delimiter { get; init; } = (byte)',';

    /// <summary>Quotes every field of every sound row.</summary>
    public bool QuoteAll { get; init; }

    /// <summary>Ends lines with CR LF instead of LF.</summary>
    public bool CarriageReturns { get; init; }
}
