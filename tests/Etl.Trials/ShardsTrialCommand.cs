using System.CommandLine;
using Etl.Trials.Targets;

namespace Etl.Trials;

/// <summary>The <c>shards</c> command.</summary>
static class ShardsTrialCommand
{
    static readonly Option<int> shards = new("--shards")
    {
        Description = "How many processes",
        DefaultValueFactory = _ => 8,
    };

    static readonly Option<int> kills = new("--kills")
    {
        Description = "How many of them are killed and started again",
        DefaultValueFactory = _ => 3,
    };

    public static Command Create()
    {
        var command = new Command(
            "shards",
            "Loads a file with several processes at once, kills some, and compares table and rejects with one process."
        );
        TrialOptions.AddImportTo(command);
        command.Options.Add(shards);
        command.Options.Add(kills);
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        await using var server = await TrialOptions.StartServerAsync();
        var trial = new ShardsTrial(
            TrialOptions.Import(result),
            new PostgresTables(server),
            TrialOptions.Random(result),
            Console.Out
        )
        {
            Shards = result.GetValue(shards),
            Kills = result.GetValue(kills),
        };
        return await trial.RunAsync(result.GetValue(TrialOptions.Times), cancellationToken);
    }
}
