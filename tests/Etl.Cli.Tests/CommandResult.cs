namespace Etl.Cli.Tests;

/// <summary>What a command printed and how it ended.</summary>
sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Both, for messages of failed tests.</summary>
    public string All => string.Join("\n", Output, Error);
}
