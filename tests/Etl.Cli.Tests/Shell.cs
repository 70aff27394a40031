using Etl.Testing;

namespace Etl.Cli.Tests;

/// <summary>Runs the built program from a shell, for what only a shell sets up: pipes, closed descriptors, limits.</summary>
static class Shell
{
    /// <summary>Runs a script of bash, in which <c>$etl</c> is the program.</summary>
    public static async Task<CommandResult> RunAsync(TempFolder folder, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such shell there.");
        var command = new ProcessCommand("bash", "-c", "set -o pipefail; " + script)
        {
            WorkingFolder = folder.Path,
            Environment = new Dictionary<string, string?>
            {
                ["etl"] = Path.Combine(AppContext.BaseDirectory, "etl"),
                // Without it the runtime reserves its code memory in a file of its own, which a limit on files would forbid.
                ["DOTNET_EnableWriteXorExecute"] = "0",
            },
        };
        var result = await ProcessRunner.RunAsync(command, TestContext.Current.CancellationToken);
        return new CommandResult(result.ExitCode, result.Output, result.Error);
    }

    /// <summary>A CSV text of so many contacts, 60 to 70 bytes each.</summary>
    public static string Contacts(int count) =>
        "Name,Email,Notes\n"
        + string.Concat(
            Enumerable
                .Range(0, count)
                .Select(row =>
                    FormattableString.Invariant($"Ann {row},ann{row}@example.com,nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn\n")
                )
        );
}
