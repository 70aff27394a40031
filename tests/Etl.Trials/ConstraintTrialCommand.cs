using System.CommandLine;
using Etl.Testing.Constraints;

namespace Etl.Trials;

/// <summary>The <c>constraints</c> command.</summary>
static class ConstraintTrialCommand
{
    static readonly Option<int> rows = new("--rows") { Description = "Records", DefaultValueFactory = _ => 100_000 };

    static readonly Option<int> broken = new("--broken")
    {
        Description = "Records that break each constraint",
        DefaultValueFactory = _ => 1000,
    };

    static readonly Option<int[]> connections = new("--connections")
    {
        Description = "Numbers of connections to try",
        DefaultValueFactory = _ => [1, 2, 4],
        AllowMultipleArgumentsPerToken = true,
    };

    static readonly Option<bool> update = new("--update")
    {
        Description = "Load the records first, and then let them change what is stored",
    };

    public static Command Create()
    {
        var command = new Command(
            "constraints",
            "Loads a file whose records break every kind of constraint into a PostgreSQL table with every type, and checks table and rejects."
        );
        foreach (
            var option in (Option[])
                [TrialOptions.Etl, rows, broken, connections, update, TrialOptions.Seed, TrialOptions.ChunkRows]
        )
        {
            command.Options.Add(option);
        }
        command.SetAction(
            async (result, token) =>
            {
                await using var server = await TrialOptions.StartServerAsync();
                var file = new ConstraintFile(
                    result.GetValue(rows),
                    result.GetValue(broken),
                    TrialOptions.Random(result),
                    result.GetValue(update)
                );
                return await new ConstraintTrial(
                    Path.GetFullPath(result.GetRequiredValue(TrialOptions.Etl)),
                    file,
                    result.GetValue(TrialOptions.ChunkRows),
                    Console.Out
                ).RunAsync(server, result.GetValue(connections) ?? [1], token);
            }
        );
        return command;
    }
}
