using System.CommandLine;
using Etl.Datasets.Samples;

namespace Etl.Datasets.Commands;

/// <summary>Makes the small committed files of <c>datasets/samples</c> again.</summary>
static class SamplesCommand
{
    static readonly Option<string> output = new("--out")
    {
        Description = "The folder to write into.",
        DefaultValueFactory = _ => "datasets/samples",
    };

    public static Command Build()
    {
        var command = new Command("samples", "Makes the small nasty files of datasets/samples, and their README.")
        {
            output,
        };
        command.SetAction(result =>
        {
            SampleWriter.WriteAll(result.GetValue(output)!);
            return 0;
        });
        return command;
    }
}
