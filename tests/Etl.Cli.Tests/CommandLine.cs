using System.Text;
using Etl.Cli.Screen;

namespace Etl.Cli.Tests;

/// <summary>Runs commands in process with captured output.</summary>
static class CommandLine
{
    public static Task<CommandResult> RunAsync(params string[] arguments) => RunAsync([], arguments);

    public static async Task<CommandResult> RunAsync(byte[] input, string[] arguments)
    {
        using var bytes = new MemoryStream();
        return await RunAsync(input, arguments, bytes);
    }

    /// <summary>With a stream of the test's own as standard output.</summary>
    public static async Task<CommandResult> RunAsync(
        byte[] input,
        string[] arguments,
        MemoryStream bytes,
        CancellationToken? cancellationToken = null,
        Func<string, string?>? readSecret = null
    )
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
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
            IsOutputTerminal = false,
            ReadSecret = readSecret,
        };
        var exitCode = await EtlApplication.RunAsync(
            arguments,
            terminal,
            cancellationToken ?? TestContext.Current.CancellationToken
        );
        return new CommandResult(
            exitCode,
            output.ToString() + Encoding.UTF8.GetString(bytes.ToArray()),
            error.ToString()
        );
    }
}
