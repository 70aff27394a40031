using System.CommandLine;

namespace Etl.Trials;

/// <summary>The <c>strings</c> command.</summary>
static class StringsTrialCommand
{
    public static Command Create()
    {
        var command = new Command(
            "strings",
            "Takes every string of a JSON list as name, note and header through CSV, store and CSV, and lists what came back changed and the code that says so."
        );
        var strings = new Option<string>("--strings") { Description = "A JSON array of strings", Required = true };
        command.Options.Add(TrialOptions.Etl);
        command.Options.Add(strings);
        command.SetAction(
            (result, token) =>
                new StringsTrial(result.GetRequiredValue(TrialOptions.Etl), result.GetRequiredValue(strings)).RunAsync(
                    token
                )
        );
        return command;
    }
}
