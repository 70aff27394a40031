using System.CommandLine;
using Etl.Cli.Help;
using Etl.Cli.Hosting;
using Etl.Cli.Json;
using Etl.Cli.Screen;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Tuning;
using Microsoft.Extensions.DependencyInjection;

namespace Etl.Cli.Commands;

/// <summary><c>etl bench</c>: which settings make a job fastest here.</summary>
static class BenchCommand
{
    const int RepeatsMax = 99;

    /// <summary>Options of files that the runs do not write, and of parts that would wait for each other.</summary>
    static readonly string[] without = ["rejects", "report", "explain", "dry-run", "shard", "shard-set", "shard-wait"];

    public static Command Create(Terminal terminal)
    {
        var command = new EtlCommand(
            "bench",
            "Tries settings on your own file and database, and says which are the fastest and what holds them up."
        )
        {
            Remarks =
                "Runs the job again and again on the first records of the input (500,000, or --limit): without --to it cleans to "
                + "nowhere; with --to sqlite:… it loads into new files of its own, with --to postgres://… into a schema of its own "
                + "(etl_bench_…), which is dropped. Your tables and files are not touched. No setting changes a result.",
            Examples =
            [
                ("etl bench contacts.csv", "workers and sizes of blocks for cleaning"),
                ("etl bench contacts.csv --to postgres://me@host/crm", "connections and chunks, too"),
                ("etl bench contacts.csv --limit 2000000 --repeat 5 --json", "longer runs, for scripts"),
            ],
        };
        var inputs = JobCommands.Inputs();
        var repeat = new Option<int>("--repeat")
        {
            HelpName = "N",
            Description = "Runs of each value, in alternation; the median counts. 3 by default.",
            DefaultValueFactory = _ => Tuner.RepeatsByDefault,
        };
        command.Arguments.Add(inputs);
        command.Options.Add(repeat);
        var settings = new SettingOptions(command, JobKind.Import, without);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var files = parsed.GetValue(inputs) ?? [];
                var options = settings.Read(parsed, JobCommands.Start(files, terminal) with { Target = "" }, files);
                return await RunAsync(options, parsed.GetValue(repeat), terminal, cancellationToken);
            }
        );
        return command;
    }

    static async Task<int> RunAsync(
        JobOptions options,
        int repeats,
        Terminal terminal,
        CancellationToken cancellationToken
    )
    {
        if (repeats is < 1 or > RepeatsMax)
        {
            throw new JobException($"--repeat takes a number from 1 to {RepeatsMax}, for example --repeat 5.");
        }
        if (options.Inputs.Count == 0)
        {
            throw new JobException("Name a file to tune on, for example etl bench contacts.csv.");
        }
        var page = new TuningPage(options.Json || options.Quiet ? TextWriter.Null : terminal.Output);
        var report = await JobHost.RunAsync(
            terminal,
            options.Verbose,
            (services, token) =>
                new Tuner(services.GetRequiredService<JobEnvironment>(), page.Add).RunAsync(options, repeats, token),
            cancellationToken
        );
        if (options.Json)
        {
            terminal.Output.WriteLine(CliJson.Write(report));
        }
        else
        {
            TuningPage.WriteEnd(report, terminal.Output);
        }
        return ExitCode.Done;
    }
}
