using System.CommandLine;
using Etl.Cli.Help;
using Etl.Cli.Json;
using Etl.Cli.Screen;
using Etl.Core.Diagnostics;
using Etl.Jobs.Inspection;

namespace Etl.Cli.Commands;

/// <summary><c>etl explain</c>: what becomes of one value, and why.</summary>
static class ExplainCommand
{
    /// <summary>Options of jobs that say how values are cleaned.</summary>
    static readonly string[] notAboutValues = ["require", "filter"];

    static readonly (string Option, string Field, string Description)[] kinds =
    [
        ("--phone", "phone", "A phone number."),
        ("--email", "email", "An e-mail address, or several."),
        ("--name", "full_name", "A person's or company's name."),
        ("--date", "birthday", "A date, read as a birthday."),
    ];

    public static Command Create(Terminal terminal)
    {
        var command = new EtlCommand("explain", "Shows what cleaning makes of a value, and why, without any file.")
        {
            Remarks =
                "Several values are one record. --value takes any field, and the country of a record decides about its phone numbers.",
            Examples =
            [
                ("etl explain --phone \"0151 23456789\" --country DE", "a number without its country"),
                ("etl explain --email \"MAILTO:Ann@Example.com\" --date 03/04/1990", "several values"),
                ("etl explain --value \"country=Deutschland\" --phone 030123456 --json", "any field, for scripts"),
                ("etl explain --encoding contacts.csv", "which encoding a file is in"),
            ],
        };
        var request = new ExplainRequest(command, kinds, notAboutValues);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await RunAsync(request, parsed, terminal, cancellationToken);
                return ExitCode.Done;
            }
        );
        return command;
    }

    static async Task RunAsync(
        ExplainRequest request,
        ParseResult parsed,
        Terminal terminal,
        CancellationToken cancellationToken
    )
    {
        var environment = JobCommands.Environment(terminal);
        var values = request.Values(parsed);
        var file = request.EncodingFile(parsed);
        if (values.Count == 0 == (file is null))
        {
            throw new JobException(
                "etl explain needs values or a file, not both; for example: etl explain --phone \"0151 23456789\" --country DE, or: etl explain --encoding contacts.csv"
            );
        }
        if (file is not null)
        {
            var guess = await new EncodingExplainer(environment).ExplainAsync(file, cancellationToken);
            Write(guess, () => ExplanationPage.Write(file, guess, terminal), request.IsJson(parsed), terminal);
            return;
        }
        var explained = new ValueExplainer(environment).Explain(values, request.Options(parsed));
        Write(explained, () => ExplanationPage.Write(explained, terminal), request.IsJson(parsed), terminal);
    }

    static void Write<T>(T result, Action writePage, bool isJson, Terminal terminal)
    {
        if (isJson)
        {
            terminal.Output.WriteLine(CliJson.Write(result));
        }
        else
        {
            writePage();
        }
    }
}
