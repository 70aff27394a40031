using System.CommandLine;
using Etl.Cli.Commands;
using Etl.Cli.Help;
using Etl.Cli.Screen;
using Etl.Core.Diagnostics;

namespace Etl.Cli;

/// <summary>The whole program: parses the command line, runs the command and maps what happened to an exit code.</summary>
static class EtlApplication
{
    /// <summary>Runs one command line.</summary>
    public static async Task<int> RunAsync(
        string[] arguments,
        Terminal terminal,
        CancellationToken cancellationToken = default
    )
    {
        var root = RootCommands.Create(terminal);
        var parsed = root.Parse(arguments, Configuration());
        if ((parsed.Errors.Count > 0 || UsageError.FindMistakenOption(parsed) is not null) && !Asked(parsed))
        {
            terminal.Error.WriteLine("error: " + UsageError.Describe(parsed));
            return ExitCode.WrongUsage;
        }
        using var signals = new StopSignals(TimeProvider.System, cancellationToken);
        return await RunAsync(parsed, terminal, signals.Token);
    }

    static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                    Output = terminal.Output,
                    Error = terminal.Error,
                },
                cancellationToken
            );
        }
        catch (JobException exception)
        {
            terminal.Error.WriteLine("error: " + exception.Message);
            return ExitCode.WrongUsage;
        }
        catch (PipelineException exception)
        {
            terminal.Error.WriteLine("error: " + exception.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.Error.WriteLine("Cancelled.");
            return ExitCode.Cancelled;
        }
        // The last stop before the user: whatever it is, nobody sees a stack trace.
        catch (Exception exception)
        {
            BugReport.Write(exception, terminal);
            return ExitCode.Failed;
        }
    }

    static ParserConfiguration Configuration() =>
        new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    static bool Asked(ParseResult parsed) => parsed.Action is HelpPage || parsed.Tokens.Any(IsDirective);

    static bool IsDirective(System.CommandLine.Parsing.Token token) =>
        token.Type == System.CommandLine.Parsing.TokenType.Directive;
}
