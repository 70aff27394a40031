using System.CommandLine;

namespace Etl.Trials;

/// <summary>The <c>kill</c> command.</summary>
static class KillTrialCommand
{
    public static Command Create()
    {
        var command = new Command(
            "kill",
            "Kills imports into the embedded store with SIGKILL at random moments, resumes them, and compares store and rejects with an undisturbed run."
        );
        command.Options.Add(TrialOptions.Etl);
        command.Options.Add(TrialOptions.File);
        command.Options.Add(TrialOptions.Times);
        command.Options.Add(TrialOptions.Seed);
        command.SetAction(
            (result, token) =>
                new KillTrial(
                    result.GetRequiredValue(TrialOptions.Etl),
                    Path.GetFullPath(result.GetRequiredValue(TrialOptions.File)),
                    new Random(result.GetValue(TrialOptions.Seed))
                ).RunAsync(result.GetValue(TrialOptions.Times), token)
        );
        return command;
    }
}
