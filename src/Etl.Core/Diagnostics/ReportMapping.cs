namespace Etl.Core.Diagnostics;

/// <summary>A column in the report.</summary>
/// <param name="Column">Its header.</param>
/// <param name="Field">The field it feeds; null when it was ignored.</param>
/// <param name="By">How that was found.</param>
public sealed record ReportMapping(string Column, string? Field, string By);
