using System.Text;
using Etl.Core.Files;

namespace Etl.Cli.Screen;

/// <summary>
/// Where a command reads from and prints to, so that tests can run commands in process. Results go to <see cref="Output"/>,
/// everything said about them to <see cref="Error"/>.
/// </summary>
/// <param name="Output">Standard output as text.</param>
/// <param name="Error">Standard error as text.</param>
/// <param name="InputStream">Standard input as bytes.</param>
/// <param name="OutputStream">Standard output as bytes.</param>
/// <param name="IsInteractive">True when standard error is a terminal, so that progress may be redrawn.</param>
/// <param name="Width">Columns of the terminal.</param>
/// <param name="Time">The clock.</param>
sealed record Terminal(
    TextWriter Output,
    TextWriter Error,
    Func<Stream> InputStream,
    Func<Stream> OutputStream,
    bool IsInteractive,
    int Width,
    TimeProvider Time
)
{
    /// <summary>Columns when nobody says otherwise: what fits everywhere.</summary>
    public const int DefaultWidth = 80;

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess() =>
        new(
            Writer(new ScreenStream(StandardOutput(), isErrorsOwn: false)),
            Writer(new ScreenStream(Console.OpenStandardError(), isErrorsOwn: true)),
            Console.OpenStandardInput,
            StandardOutput,
            !Console.IsErrorRedirected,
            WidthOfProcess(),
            TimeProvider.System
        )
        {
            ReadSecret = Console.IsInputRedirected || Console.IsErrorRedirected ? null : ReadSecretOfProcess,
        };

    /// <summary>True when standard output is a terminal that understands colours.</summary>
    public bool UsesColor { get; init; } =
        !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";

    /// <summary>True when standard output is a terminal: somebody reads it.</summary>
    public bool IsOutputTerminal { get; init; } = !Console.IsOutputRedirected;

    /// <summary>Shows a text and reads a line that is not shown; null when there is no terminal to type at.</summary>
    public Func<string, string?>? ReadSecret { get; init; }

    static string? ReadSecretOfProcess(string prompt)
    {
        Console.Error.Write(prompt);
        var secret = new StringBuilder();
        try
        {
            while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
            {
                if (key.Key == ConsoleKey.Backspace)
                {
                    secret.Length = Math.Max(0, secret.Length - 1);
                }
                else if (key.KeyChar != '\0')
                {
                    secret.Append(key.KeyChar);
                }
            }
        }
        catch (InvalidOperationException)
        {
            // The terminal went away: nobody answers.
            return null;
        }
        finally
        {
            Console.Error.WriteLine();
        }
        return secret.ToString();
    }

    /// <summary>The runtime's own stream keeps silent about a reader that went away: a job would take all it wrote for delivered.</summary>
    static Stream StandardOutput() =>
        OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new DescriptorStream(DescriptorStream.Output);

    static StreamWriter Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };

    static int WidthOfProcess()
    {
        if (
            int.TryParse(
                Environment.GetEnvironmentVariable("COLUMNS"),
                System.Globalization.CultureInfo.InvariantCulture,
                out var columns
            )
            && columns >= 40
        )
        {
            return columns;
        }
        try
        {
            return Console.IsOutputRedirected ? DefaultWidth : Math.Max(40, Console.WindowWidth);
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }
}
