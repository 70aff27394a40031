using System.CommandLine;
using System.Globalization;
using Etl.Cli.Help;
using Etl.Cli.Hosting;
using Etl.Cli.Screen;
using Etl.Core.Diagnostics;
using Etl.Core.Pipeline;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;
using Etl.Text.Csv;
using Microsoft.Extensions.DependencyInjection;

namespace Etl.Cli.Commands;

/// <summary>What the commands that run a job share.</summary>
static class JobCommands
{
    const int ChunkRowsMax = 10_000_000;

    /// <summary>The INPUT... argument.</summary>
    public static Argument<string[]> Inputs() =>
        new("input")
        {
            HelpName = "INPUT",
            Arity = ArgumentArity.ZeroOrMore,
            Description =
                "Files, globs, - for standard input, or databases (postgres://…, sqlite:FILE); .gz, .br and .zip are unpacked.",
        };

    /// <summary>Gives a command its options and makes it run the job.</summary>
    public static void RunsJob(EtlCommand command, Argument<string[]>? inputs, JobKind kind, Terminal terminal)
    {
        if (inputs is not null)
        {
            command.Arguments.Add(inputs);
        }
        var settings = new SettingOptions(command, kind);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var files = inputs is null ? [] : parsed.GetValue(inputs) ?? [];
                var options = settings.Read(parsed, Start(files, terminal), files);
                return await RunAsync(options, terminal, cancellationToken);
            }
        );
    }

    /// <summary>
    /// What a job takes from this terminal. <c>ETL_BLOCK_BYTES</c> forces the size of blocks and <c>ETL_CHUNK_ROWS</c> that of
    /// a store's chunks, for tests and tuning.
    /// </summary>
    public static JobEnvironment Environment(Terminal terminal)
    {
        RefuseUnknownKernel();
        return new(terminal.InputStream, terminal.OutputStream, terminal.Time)
        {
            BlockBytes = Forced(
                "ETL_BLOCK_BYTES",
                "bytes",
                MemoryPlan.MinBlockBytes,
                MemoryPlan.MaxBlockBytes,
                "262144"
            ),
            ChunkRows = Forced("ETL_CHUNK_ROWS", "rows", 1, ChunkRowsMax, "20000"),
            Passwords = terminal.ReadSecret is { } read ? new PasswordPrompt(read) : null,
        };
    }

    static void RefuseUnknownKernel()
    {
        try
        {
            _ = CsvKernels.Best;
        }
        catch (ArgumentException exception)
        {
            throw new JobException(exception.Message.Split(" (Parameter", 2)[0], exception);
        }
    }

    static int? Forced(string variable, string unit, int least, int most, string example)
    {
        var text = System.Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrEmpty(text) ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
                ? number
            : throw new JobException(
                $"The environment variable {variable} is '{text}'; it takes a whole number of {unit} from {Figures.Count(least)} to {Figures.Count(most)}, for example {example}."
            );
    }

    /// <summary>The options to start from: those kept beside a rejects file, else the defaults.</summary>
    public static JobOptions Start(IReadOnlyList<string> inputs, Terminal terminal)
    {
        if (RejectSidecar.Find(inputs) is not { } kept)
        {
            return new JobOptions();
        }
        terminal.Error.WriteLine($"Options are taken from {RejectSidecar.PathOf(inputs[0])}.");
        return kept;
    }

    /// <summary>Prints a finished job's report and gives its exit code.</summary>
    public static int Finish(RunReport report, JobOptions options, Terminal terminal)
    {
        if (options.Json)
        {
            terminal.Output.WriteLine(RunReportJson.Write(report));
        }
        else if (!options.Quiet)
        {
            var output = options.Output == InputPaths.Standard ? terminal.Error : terminal.Output;
            JobSummary.Write(report, options, terminal.Width, output);
        }
        if (report.Status == "succeeded")
        {
            return ExitCode.Done;
        }
        if (report.Error is { } error)
        {
            terminal.Error.WriteLine("error: " + error);
            return ExitCode.RejectsOverLimit;
        }
        terminal.Error.WriteLine(
            $"warning: {Figures.Plural(report.Rows.Rejected, "record")} rejected, more than --max-rejects {options.MaxRejects} allows."
        );
        return ExitCode.RejectsOverLimit;
    }

    static async Task<int> RunAsync(JobOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        var screen = new JobScreen(terminal, options);
        // A person sees the summary, which tells no digests.
        var told = options with
        {
            TellsDigests = options.Json || options.Report is not null,
        };
        try
        {
            var report = await JobHost.RunAsync(
                terminal,
                options.Verbose,
                (services, token) => services.GetRequiredService<JobRunner>().RunAsync(told, screen, token),
                cancellationToken
            );
            screen.Clear();
            return Finish(report, options, terminal);
        }
        finally
        {
            screen.Clear();
        }
    }
}
