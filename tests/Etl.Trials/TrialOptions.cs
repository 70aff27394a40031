using System.CommandLine;

namespace Etl.Trials;

/// <summary>The options that all trials share.</summary>
static class TrialOptions
{
    public static Option<string> Etl { get; } =
        new("--etl")
        {
            Description = "The built program, for example .artifacts/bin/Etl.Cli/release/etl",
            Required = true,
        };

    public static Option<string> File { get; } =
        new("--file") { Description = "A delimited file, best from the generator", Required = true };

    public static Option<int> Times { get; } =
        new("--times") { Description = "How often", DefaultValueFactory = _ => 40 };

    public static Option<int> Seed { get; } = new("--seed") { Description = "Seed", DefaultValueFactory = _ => 1 };
}
