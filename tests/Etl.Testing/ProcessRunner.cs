using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Etl.Testing;

/// <summary>Runs a program to its end, its timeout, or the moment at which a test wants it killed, and captures its output.</summary>
public static class ProcessRunner
{
    /// <summary>Runs it. Never throws for what the program does; throws when it cannot be started.</summary>
    public static async Task<ProcessResult> RunAsync(ProcessCommand command, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo(command) };
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var input = FeedAsync(process, command.Input, cancellationToken);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var exit = process.WaitForExitAsync(over.Token);
        var timeout = Task.Delay(command.Timeout, over.Token);
        var kill = command.KillWhen?.Invoke(over.Token) ?? Task.Delay(Timeout.Infinite, over.Token);
        try
        {
            var first = await Task.WhenAny(exit, timeout, kill);
            var isStopped = first != exit && Kill(process, entireTree: first != kill);
            if (first == kill)
            {
                await kill;
            }
            cancellationToken.ThrowIfCancellationRequested();
            await process.WaitForExitAsync(cancellationToken);
            await input;
            return new ProcessResult(process.ExitCode, await output, await error)
            {
                IsTimedOut = isStopped && first == timeout,
                IsKilled = isStopped && first == kill,
            };
        }
        finally
        {
            Kill(process, entireTree: true);
            await over.CancelAsync();
        }
    }

    static ProcessStartInfo StartInfo(ProcessCommand command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = command.WorkingFolder ?? "",
        };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }
        return start;
    }

    static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended, or closed its input, without reading all of it: its own business.
        }
    }

    /// <summary>True when it was still running and has been told to end.</summary>
    static bool Kill(Process process, bool entireTree)
    {
        try
        {
            if (process.HasExited)
            {
                return false;
            }
            process.Kill(entireTree);
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }
}
