namespace Etl.Core.Contracts;

/// <summary>What the ledger remembers when a job starts: enough to resume it without the original command line.</summary>
/// <param name="OptionsYaml">The job's options as a job file, without secrets.</param>
/// <param name="Inputs">Paths as given.</param>
/// <param name="ToolVersion">Version of Etl.</param>
/// <param name="StartedAt">When.</param>
/// <param name="ProcessId">The process that works on it.</param>
public sealed record JobStart(
    string OptionsYaml,
    IReadOnlyList<string> Inputs,
    string ToolVersion,
    DateTimeOffset StartedAt,
    int ProcessId
)
{
    /// <summary>Name of the machine that the process runs on; empty when the store is a file of that machine.</summary>
    public string Host { get; init; } = "";
}
