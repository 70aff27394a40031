using System.CommandLine;

namespace Etl.Trials;

/// <summary>The <c>encodings</c> command.</summary>
static class EncodingsTrialCommand
{
    const int FilesByDefault = 120;

    public static Command Create()
    {
        var command = new Command(
            "encodings",
            "Generates contact files in every encoding (languages, 20 to 2,000 rows, heads of plain ASCII), has their encoding found, and prints what was taken for what."
        );
        var files = new Option<int>("--files")
        {
            Description = "Files per encoding; 60 at least mean something",
            DefaultValueFactory = _ => FilesByDefault,
        };
        command.Options.Add(files);
        command.SetAction(result => new EncodingsTrial(result.GetValue(files)).Run());
        return command;
    }
}
