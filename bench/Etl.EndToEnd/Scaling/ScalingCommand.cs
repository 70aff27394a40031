using System.CommandLine;
using Etl.EndToEnd.Results;

namespace Etl.EndToEnd.Scaling;

/// <summary>The <c>scaling</c> command.</summary>
static class ScalingCommand
{
    const int RunsDefault = 5;

    static readonly Option<string> file = new("--file")
    {
        Description = "A file of contacts, best from the generator",
        Required = true,
    };

    static readonly Option<string> etl = new("--etl")
    {
        Description = "The program to measure, best the published one; the one that was built with this by default",
        DefaultValueFactory = _ => JobPlan.BuiltEtl,
    };

    static readonly Option<int> runs = new("--runs")
    {
        Description = "How often each setup runs, in alternation",
        DefaultValueFactory = _ => RunsDefault,
    };

    public static Command Create()
    {
        var command = new Command(
            "scaling",
            "Cleans a file on one and on two processors, and simulates more from the times of the stages."
        );
        foreach (var option in (Option[])[file, etl, runs, ResultOptions.Json, ResultOptions.Results])
        {
            command.Options.Add(option);
        }
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var program = Path.GetFullPath(result.GetRequiredValue(etl));
        var input = Path.GetFullPath(result.GetRequiredValue(file));
        try
        {
            var scaling = new ScalingRuns(program, input, result.GetValue(runs), ProcessorSet.Find(), Console.Error);
            var figures = await scaling.RunAsync(cancellationToken);
            var section = new ResultSection("Scaling", "scaling", ScalingTable.Write(figures), figures);
            ResultOptions.Deliver(result, section, await Machine.ReadAsync(program, cancellationToken));
            return 0;
        }
        catch (InvalidOperationException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
    }
}
