using System.CommandLine;

namespace Etl.Trials.Truth;

/// <summary>The <c>truth</c> command.</summary>
static class TruthTrialCommand
{
    static readonly Option<string> generator = new("--generator")
    {
        Description = "The built generator, for example .artifacts/bin/Etl.Datasets/release/Etl.Datasets",
        Required = true,
    };

    static readonly Option<long> rows = new("--rows")
    {
        Description = "Records to generate",
        DefaultValueFactory = _ => 200_000,
    };

    static readonly Option<int[]> connections = new("--connections")
    {
        Description = "Numbers of connections to try",
        DefaultValueFactory = _ => [1, 2, 4],
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Create()
    {
        var command = new Command(
            "truth",
            "Imports generated files into PostgreSQL with every policy, and compares the tables with the planted truth in SQL."
        );
        foreach (
            var option in (Option[])
                [TrialOptions.Etl, generator, rows, connections, TrialOptions.Seed, TrialOptions.ChunkRows]
        )
        {
            command.Options.Add(option);
        }
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        await using var server = await TrialOptions.StartServerAsync();
        var trial = new TruthTrial(
            Path.GetFullPath(result.GetRequiredValue(TrialOptions.Etl)),
            Path.GetFullPath(result.GetRequiredValue(generator)),
            result.GetValue(rows),
            result.GetValue(TrialOptions.Seed),
            result.GetValue(TrialOptions.ChunkRows),
            Console.Out
        );
        return await trial.RunAsync(server, result.GetValue(connections) ?? [1], cancellationToken);
    }
}
