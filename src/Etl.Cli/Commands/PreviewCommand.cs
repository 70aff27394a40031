using System.CommandLine;
using Etl.Cli.Help;
using Etl.Cli.Hosting;
using Etl.Cli.Json;
using Etl.Cli.Screen;
using Etl.Core.Diagnostics;
using Etl.Jobs.Inspection;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Etl.Cli.Commands;

/// <summary><c>etl preview</c>: the records as they would load.</summary>
static class PreviewCommand
{
    const int DefaultRows = 20;

    public static Command Create(Terminal terminal)
    {
        var command = new EtlCommand(
            "preview",
            "Shows the first records as they would load, and counts what would become of all."
        )
        {
            Remarks = "Reads the whole input and writes nothing. Values that cleaning changed are marked with *.",
            Examples =
            [
                ("etl preview contacts.csv", "the first 20 records"),
                ("etl preview contacts.csv --rows 5 --country US", "with the options that an import would get"),
                ("etl preview contacts.csv --json", "for scripts"),
            ],
        };
        var inputs = JobCommands.Inputs();
        var rows = new Option<int>("--rows")
        {
            HelpName = "N",
            Description = "Records to show; 20 by default.",
            DefaultValueFactory = _ => DefaultRows,
        };
        command.Arguments.Add(inputs);
        command.Options.Add(rows);
        var settings = new SettingOptions(command, JobKind.Preview);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var files = parsed.GetValue(inputs) ?? [];
                var options = settings.Read(parsed, JobCommands.Start(files, terminal), files);
                return await RunAsync(options, parsed.GetValue(rows), terminal, cancellationToken);
            }
        );
        return command;
    }

    static async Task<int> RunAsync(
        JobOptions options,
        int rows,
        Terminal terminal,
        CancellationToken cancellationToken
    )
    {
        if (rows is < 0 or > 10_000)
        {
            throw new JobException("--rows takes a number from 0 to 10,000, for example --rows 50.");
        }
        var screen = new JobScreen(terminal, options);
        var preview = await JobHost.RunAsync(
            terminal,
            options.Verbose,
            (services, token) =>
                new Previewer(services.GetRequiredService<JobEnvironment>(), screen).RunAsync(options, rows, token),
            cancellationToken
        );
        screen.Clear();
        if (options.Json)
        {
            terminal.Output.WriteLine(CliJson.Write(preview));
        }
        else
        {
            PreviewPage.Write(preview, options, terminal);
        }
        return ExitCode.Done;
    }
}
