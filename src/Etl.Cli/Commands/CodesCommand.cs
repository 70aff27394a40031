using System.CommandLine;
using Etl.Cli.Help;
using Etl.Cli.Json;
using Etl.Cli.Screen;
using Etl.Core.Diagnostics;

namespace Etl.Cli.Commands;

/// <summary><c>etl codes</c>: what every counted code means.</summary>
static class CodesCommand
{
    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("code")
        {
            HelpName = "CODE",
            Arity = ArgumentArity.ZeroOrOne,
            Description = "One code, or a part of its name.",
        };
        name.CompletionSources.Add(_ =>
            Codes.All.Select(code => new System.CommandLine.Completions.CompletionItem(code.Name))
        );
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new EtlCommand("codes", "Lists the codes under which rejects, warnings and changes are counted.")
        {
            Examples = [("etl codes", "all of them"), ("etl codes EMAIL", "those about e-mail addresses")],
        };
        command.Arguments.Add(name);
        command.Options.Add(json);
        command.SetAction(parsed => Run(terminal, parsed.GetValue(name), parsed.GetValue(json)));
        return command;
    }

    static int Run(Terminal terminal, string? part, bool isJson)
    {
        var found = Codes
            .All.Where(code => part is null || code.Name.Contains(part, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(code => code.Kind)
            .ThenBy(code => code.Name, StringComparer.Ordinal)
            .ToList();
        if (found.Count == 0)
        {
            throw new JobException($"There is no code like '{part}'; 'etl codes' lists them all.");
        }
        if (isJson)
        {
            terminal.Output.WriteLine(CliJson.Write<CodeJson[]>([.. found.Select(CodeJson.Of)]));
            return ExitCode.Done;
        }
        var width = found.Max(code => code.Name.Length);
        foreach (var code in found)
        {
            terminal.Output.WriteLine(
                $"{code.Name.PadRight(width)}  {code.Kind.ToString().ToLowerInvariant(), -7}  {code.Sentence}"
            );
        }
        return ExitCode.Done;
    }
}
