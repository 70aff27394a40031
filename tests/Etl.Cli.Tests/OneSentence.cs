namespace Etl.Cli.Tests;

/// <summary>What every failed command must look like: one line on standard error, no stack trace, the right exit code.</summary>
static class OneSentence
{
    public static void Expect(int exitCode, string says, CommandResult result)
    {
        Assert.True(exitCode == result.ExitCode, result.All);
        var line = Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(says, line, StringComparison.Ordinal);
        Assert.DoesNotContain("bug in Etl", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
    }
}
