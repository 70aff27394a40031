using Etl.Core.Diagnostics;

namespace Etl.Jobs.Runs;

/// <summary>What a job is about to do.</summary>
/// <param name="Job">Its name in the ledger, or the time it started.</param>
/// <param name="Inputs">Names of the inputs.</param>
/// <param name="Target">Where the records go.</param>
/// <param name="LengthBytes">Bytes of all inputs; null when one is a stream.</param>
/// <param name="Mapping">What becomes of each column of the first input.</param>
/// <param name="Findings">What the user should know about the mapping, in sentences.</param>
public sealed record JobOutline(
    string Job,
    IReadOnlyList<string> Inputs,
    string Target,
    long? LengthBytes,
    IReadOnlyList<ReportMapping> Mapping,
    IReadOnlyList<string> Findings
);
