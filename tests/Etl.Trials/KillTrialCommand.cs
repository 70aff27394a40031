using System.CommandLine;
using Etl.Trials.Targets;

namespace Etl.Trials;

/// <summary>The <c>kill</c> command.</summary>
static class KillTrialCommand
{
    static readonly Option<string> store = new("--to")
    {
        Description = "sqlite, or postgres for a throw-away cluster",
        DefaultValueFactory = _ => "sqlite",
    };

    public static Command Create()
    {
        var command = new Command(
            "kill",
            "Kills imports with SIGKILL at random moments, resumes them, and compares store and rejects with an undisturbed run."
        );
        TrialOptions.AddImportTo(command);
        store.AcceptOnlyFromAmong("sqlite", "postgres");
        command.Options.Add(store);
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (result.GetValue(store) == "sqlite")
        {
            return await RunAsync(result, new SqliteStoreFile(), cancellationToken);
        }
        await using var server = await TrialOptions.StartServerAsync();
        return await RunAsync(result, new PostgresTables(server), cancellationToken);
    }

    static Task<int> RunAsync(ParseResult result, ITrialStore store, CancellationToken cancellationToken) =>
        new KillTrial(TrialOptions.Import(result), store, TrialOptions.Random(result), Console.Out).RunAsync(
            result.GetValue(TrialOptions.Times),
            cancellationToken
        );
}
