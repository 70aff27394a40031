using System.CommandLine;
using Etl.EndToEnd.Results;

namespace Etl.EndToEnd;

/// <summary>The <c>tokenize</c> command.</summary>
static class TokenizeCommand
{
    public static Command Create()
    {
        var command = new Command(
            "tokenize",
            "Cuts a file in the page cache into all its fields on one core, in alternation with 'wc -l', which only counts its lines."
        );
        var file = new Option<string>("--file")
        {
            Description = "A delimited file, best from the generator",
            Required = true,
        };
        var runs = new Option<int>("--runs")
        {
            Description = "How often, in alternation",
            DefaultValueFactory = _ => 9,
        };
        foreach (var option in (Option[])[file, runs, ResultOptions.Json, ResultOptions.Results])
        {
            command.Options.Add(option);
        }
        command.SetAction(
            async (result, token) =>
            {
                var comparison = new TokenizerComparison(result.GetRequiredValue(file), result.GetValue(runs));
                var figures = await comparison.RunAsync(token);
                var section = new ResultSection("Tokenizer", "tokenizer", figures.ToMarkdown(), figures);
                ResultOptions.Deliver(result, section, await Machine.ReadAsync(null, token));
                return figures.IsMet ? 0 : 1;
            }
        );
        return command;
    }
}
