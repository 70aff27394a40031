using System.CommandLine;

namespace Etl.Trials;

/// <summary>The <c>scale-clean</c> command.</summary>
static class ScaleCleanTrialCommand
{
    public static Command Create()
    {
        var command = new Command(
            "scale-clean",
            "Cleans a file of 100,000,000 rows (15 GB, and three times as much on the disk while it runs) in bounded memory, and holds counts, memory and time against the truth."
        );
        var generator = new Option<string>("--generator")
        {
            Description = "The built generator, .artifacts/bin/Etl.Datasets/release/Etl.Datasets",
            Required = true,
        };
        var rows = new Option<long>("--rows") { Description = "Rows", DefaultValueFactory = _ => 100_000_000 };
        var baseRows = new Option<long>("--base-rows")
        {
            Description = "Rows of the file that the time of a row is compared with",
            DefaultValueFactory = _ => 2_000_000,
        };
        var memory = new Option<string>("--memory")
        {
            Description = "What the job may use",
            DefaultValueFactory = _ => "512MB",
        };
        var peak = new Option<long>("--peak-mb")
        {
            Description = "Most resident megabytes",
            DefaultValueFactory = _ => 600,
        };
        var pipe = new Option<bool>("--pipe") { Description = "From a pipe instead of a file" };
        var folder = new Option<string?>("--folder")
        {
            Description = "Where the files go; the system's folder by default",
        };
        foreach (
            var option in (Option[])
                [TrialOptions.Etl, generator, rows, baseRows, memory, peak, pipe, folder, TrialOptions.Seed]
        )
        {
            command.Options.Add(option);
        }
        command.SetAction(
            (result, token) =>
                new ScaleCleanTrial(
                    Path.GetFullPath(result.GetRequiredValue(TrialOptions.Etl)),
                    Path.GetFullPath(result.GetRequiredValue(generator)),
                    new ScaleCleanPlan
                    {
                        Rows = result.GetValue(rows),
                        BaseRows = result.GetValue(baseRows),
                        Memory = result.GetRequiredValue(memory),
                        PeakBytesMax = result.GetValue(peak) * 1_000_000,
                        Pipe = result.GetValue(pipe),
                        Folder = result.GetValue(folder),
                        Seed = result.GetValue(TrialOptions.Seed),
                    },
                    Console.Out
                ).RunAsync(token)
        );
        return command;
    }
}
