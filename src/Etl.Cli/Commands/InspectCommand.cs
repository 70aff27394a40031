using System.CommandLine;
using Etl.Cli.Help;
using Etl.Cli.Json;
using Etl.Cli.Screen;
using Etl.Jobs.Inspection;
using Etl.Jobs.Options;

namespace Etl.Cli.Commands;

/// <summary><c>etl inspect</c>: what an input is, with the evidence.</summary>
static class InspectCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new EtlCommand(
            "inspect",
            "Shows what an input is: encoding, dialect, header, mapping and columns, with the evidence."
        )
        {
            Remarks = "Looks at the first megabyte only. Nothing is written.",
            Examples =
            [
                ("etl inspect contacts.csv", "what Etl makes of a file"),
                ("etl inspect export.txt --encoding utf-16", "when the encoding is known"),
                ("etl inspect contacts.csv --json", "for scripts"),
            ],
        };
        var inputs = JobCommands.Inputs();
        command.Arguments.Add(inputs);
        var settings = new SettingOptions(command, JobKind.Inspect);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var files = parsed.GetValue(inputs) ?? [];
                var options = settings.Read(parsed, JobCommands.Start(files, terminal), files);
                var reports = await new Inspector(JobCommands.Environment(terminal)).RunAsync(
                    options,
                    cancellationToken
                );
                foreach (var report in reports)
                {
                    Write(report, options.Json, terminal);
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    static void Write(InspectionReport report, bool isJson, Terminal terminal)
    {
        if (isJson)
        {
            terminal.Output.WriteLine(CliJson.Write(report));
        }
        else
        {
            InspectionPage.Write(report, terminal);
        }
    }
}
