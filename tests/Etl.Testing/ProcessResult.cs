namespace Etl.Testing;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; 137 when it was killed.</param>
/// <param name="Output">What it wrote to standard output, read as UTF-8.</param>
/// <param name="Error">What it wrote to standard error, read as UTF-8.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>True when it was killed because its time was up.</summary>
    public bool IsTimedOut { get; init; }

    /// <summary>True when it was killed by <see cref="ProcessCommand.KillWhen"/> before it ended by itself.</summary>
    public bool IsKilled { get; init; }

    /// <summary>Everything, for the message of a failed assertion.</summary>
    public override string ToString() =>
        $"exit code {ExitCode}{(IsTimedOut ? ", timed out" : "")}{(IsKilled ? ", killed" : "")}\n"
        + $"--- output\n{Output}\n--- error\n{Error}";
}
