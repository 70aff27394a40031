using System.Text;
using Etl.Cli.Screen;

namespace Etl.Cli.Tests;

/// <summary>Runs commands in process with captured output.</summary>
static class CommandLine
{
    public static Task<CommandResult> RunAsync(params string[] arguments) => RunAsync([], arguments);

    public static async Task<CommandResult> RunAsync(byte[] input, string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var bytes = new MemoryStream();
        var terminal = new Terminal(
            output,
            error,
            () => new MemoryStream(input),
            () => bytes,
            IsInteractive: false,
            Width: 100,
            TimeProvider.System
        )
        {
            UsesColor = false,
        };
        var exitCode = await EtlApplication.RunAsync(arguments, terminal, TestContext.Current.CancellationToken);
        return new CommandResult(
            exitCode,
            output.ToString() + Encoding.UTF8.GetString(bytes.ToArray()),
            error.ToString()
        );
    }
}
