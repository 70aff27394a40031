using System.CommandLine;

namespace Etl.Trials;

/// <summary>The <c>same</c> command.</summary>
static class SameTrialCommand
{
    public static Command Create()
    {
        var command = new Command(
            "same",
            "Cleans one file with 1, 2, 4 and 8 workers, with tiny blocks and with little memory, and compares output, rejects and positions byte by byte."
        );
        var keep = new Option<string?>("--keep")
        {
            Description = "Folder in which to leave the first output and its rejects",
        };
        command.Options.Add(TrialOptions.Etl);
        command.Options.Add(TrialOptions.File);
        command.Options.Add(keep);
        command.SetAction(
            (result, token) =>
                new SameTrial(
                    result.GetRequiredValue(TrialOptions.Etl),
                    Path.GetFullPath(result.GetRequiredValue(TrialOptions.File)),
                    result.GetValue(keep)
                ).RunAsync(token)
        );
        return command;
    }
}
