using System.CommandLine;
using Etl.Testing;

namespace Etl.Trials;

/// <summary>The commands of trials that disturb imports into a throw-away PostgreSQL server.</summary>
static class DisturbTrialCommand
{
    /// <summary>The <c>cut</c> command.</summary>
    public static Command Cut() =>
        Create(
            "cut",
            "Cuts connections to PostgreSQL at chosen steps of the protocol, through a proxy, and compares with an undisturbed run.",
            (import, server, random) => new CutTrial(import, server, random, Console.Out).RunAsync
        );

    /// <summary>The <c>server-kill</c> command.</summary>
    public static Command ServerKill() =>
        Create(
            "server-kill",
            "Ends and kills backends and stops the whole PostgreSQL server under imports, resumes where needed, and compares with an undisturbed run.",
            (import, server, random) => new ServerKillTrial(import, server, random, Console.Out).RunAsync
        );

    static Command Create(
        string name,
        string description,
        Func<TrialImport, PostgresServer, Random, Func<int, CancellationToken, Task<int>>> trial
    )
    {
        var command = new Command(name, description);
        TrialOptions.AddImportTo(command);
        command.SetAction(
            async (result, token) =>
            {
                await using var server = await TrialOptions.StartServerAsync();
                var run = trial(TrialOptions.Import(result), server, TrialOptions.Random(result));
                return await run(result.GetValue(TrialOptions.Times), token);
            }
        );
        return command;
    }
}
