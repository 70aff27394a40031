using System.CommandLine;
using System.Text.Json;

namespace Etl.EndToEnd.Results;

/// <summary>Where figures go beside the screen.</summary>
static class ResultOptions
{
    static readonly JsonSerializerOptions json = new() { WriteIndented = true };

    public static Option<string?> Json { get; } = new("--json") { Description = "File to write the figures into" };

    public static Option<string?> Results { get; } =
        new("--results") { Description = "Folder of the results that are committed: bench/results" };

    /// <summary>Prints the section, and writes it where the user asked for it.</summary>
    public static void Deliver(ParseResult result, ResultSection section, Machine machine)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        Console.WriteLine($"{machine.Line}\n\n{section.Text}");
        if (result.GetValue(Json) is { } path)
        {
            File.WriteAllText(path, ResultFiles.ToJson(section, machine, today).ToJsonString(json) + "\n");
        }
        if (result.GetValue(Results) is { } folder)
        {
            Console.WriteLine($"written into {ResultFiles.Save(folder, section, machine, today)}");
        }
    }
}
