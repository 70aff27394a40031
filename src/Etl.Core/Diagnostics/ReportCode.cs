namespace Etl.Core.Diagnostics;

/// <summary>A counted code in the report.</summary>
/// <param name="Code">Its name.</param>
/// <param name="Field">The field or column; null for whole records.</param>
/// <param name="Count">How often.</param>
public sealed record ReportCode(string Code, string? Field, long Count);
