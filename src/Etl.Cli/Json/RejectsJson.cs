using Etl.Core.Diagnostics;

namespace Etl.Cli.Json;

/// <summary>What <c>etl jobs rejects --json</c> writes.</summary>
/// <param name="Files">The rejects files.</param>
/// <param name="Codes">Why records were rejected, and how many.</param>
sealed record RejectsJson(IReadOnlyList<string> Files, IReadOnlyList<ReportCode> Codes);
