namespace Etl.Core.Diagnostics;

/// <summary>How often a code was counted for a field (or, for unmapped columns, a header).</summary>
/// <param name="Code">The code's name.</param>
/// <param name="Kind">How it was counted.</param>
/// <param name="Field">Field name, column header, or null for the whole record.</param>
/// <param name="Count">How often.</param>
public sealed record CodeTotal(string Code, CodeKind Kind, string? Field, long Count);
