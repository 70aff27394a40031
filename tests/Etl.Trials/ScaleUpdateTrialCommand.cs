using System.CommandLine;

namespace Etl.Trials;

/// <summary>The <c>scale-update</c> command.</summary>
static class ScaleUpdateTrialCommand
{
    static readonly Option<int> existing = new("--existing")
    {
        Description = "Contacts that are there",
        DefaultValueFactory = _ => 10_000_000,
    };

    static readonly Option<int> changed = new("--changed")
    {
        Description = "Rows that change one of them",
        DefaultValueFactory = _ => 200_000,
    };

    public static Command Create()
    {
        var command = new Command(
            "scale-update",
            "Imports changed rows into a large PostgreSQL table with --on-duplicate update; takes the time and checks the counts in SQL."
        );
        foreach (var option in (Option[])[TrialOptions.Etl, existing, changed, TrialOptions.Seed])
        {
            command.Options.Add(option);
        }
        command.SetAction(
            async (result, token) =>
            {
                await using var server = await TrialOptions.StartServerAsync();
                return await new ScaleUpdateTrial(
                    Path.GetFullPath(result.GetRequiredValue(TrialOptions.Etl)),
                    result.GetValue(existing),
                    result.GetValue(changed),
                    TrialOptions.Random(result),
                    Console.Out
                ).RunAsync(server, token);
            }
        );
        return command;
    }
}
