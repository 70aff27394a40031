using System.CommandLine;

namespace Etl.Trials;

/// <summary>The <c>server-kill</c> command.</summary>
static class ServerKillTrialCommand
{
    public static Command Create()
    {
        var command = new Command(
            "server-kill",
            "Ends and kills backends and stops the whole PostgreSQL server under imports, resumes where needed, and compares with an undisturbed run."
        );
        TrialOptions.AddImportTo(command);
        command.SetAction(
            async (result, token) =>
            {
                await using var server = await TrialOptions.StartServerAsync();
                return await new ServerKillTrial(
                    TrialOptions.Import(result),
                    server,
                    TrialOptions.Random(result),
                    Console.Out
                ).RunAsync(result.GetValue(TrialOptions.Times), token);
            }
        );
        return command;
    }
}
