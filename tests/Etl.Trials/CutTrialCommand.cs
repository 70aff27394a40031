using System.CommandLine;

namespace Etl.Trials;

/// <summary>The <c>cut</c> command.</summary>
static class CutTrialCommand
{
    public static Command Create()
    {
        var command = new Command(
            "cut",
            "Cuts connections to PostgreSQL at chosen steps of the protocol, through a proxy, and compares with an undisturbed run."
        );
        TrialOptions.AddImportTo(command);
        command.SetAction(
            async (result, token) =>
            {
                await using var server = await TrialOptions.StartServerAsync();
                return await new CutTrial(
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
