using Etl.Core.KnownFormats;

namespace Etl.Core.Mapping;

/// <summary>The result of mapping a header.</summary>
/// <param name="Layout">All columns and what becomes of them.</param>
/// <param name="Findings">What the user should know, in column order.</param>
public sealed record HeaderMapping(BatchLayout Layout, IReadOnlyList<MappingFinding> Findings)
{
    /// <summary>The known format that the header was recognised as; null when it was none.</summary>
    public FormatMatch? Format { get; init; }
}
