namespace Etl.Core.Diagnostics;

/// <summary>Where duplicates were looked for.</summary>
/// <param name="Where">
/// <c>memory</c>; <c>disk</c> when the keys did not fit into <c>--memory</c>; or <c>database</c> when contacts were looked up in their table,
/// to be updated beyond memory or because the input is small and the table large.
/// </param>
/// <param name="Keys">Keys that went to the disk; null when none did.</param>
/// <param name="TemporaryBytes">Most bytes of temporary files.</param>
public sealed record ReportDuplicateSearch(string Where, long? Keys, long TemporaryBytes);
