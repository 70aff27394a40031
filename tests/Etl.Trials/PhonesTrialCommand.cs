using System.CommandLine;

namespace Etl.Trials;

/// <summary>The <c>phones</c> command.</summary>
static class PhonesTrialCommand
{
    public static Command Create()
    {
        var command = new Command(
            "phones",
            "Cleans the phone numbers of a file of JSON lines, one by one, for the comparison in bench/peers/phones."
        );
        var output = new Option<string>("--out") { Description = "File of JSON lines to write", Required = true };
        command.Options.Add(TrialOptions.File);
        command.Options.Add(output);
        command.SetAction(
            (result, token) =>
                PhonesTrial.RunAsync(
                    Path.GetFullPath(result.GetRequiredValue(TrialOptions.File)),
                    Path.GetFullPath(result.GetRequiredValue(output)),
                    token
                )
        );
        return command;
    }
}
