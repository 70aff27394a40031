using System.CommandLine;
using Etl.Testing;

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

    public static Option<int?> ChunkRows { get; } =
        new("--chunk-rows") { Description = "Rows per chunk, small to have many chunks; the program's own by default" };

    /// <summary>Options that are passed on to the import.</summary>
    public static Option<string[]> More { get; } =
        new("--with")
        {
            Description = "Further words for 'etl import', for example --with=--on-duplicate --with=update",
            DefaultValueFactory = _ => [],
        };

    /// <summary>Adds the options of trials that disturb an import.</summary>
    public static void AddImportTo(Command command)
    {
        foreach (var option in (Option[])[Etl, File, Times, Seed, ChunkRows, More])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The import that those options describe.</summary>
    public static TrialImport Import(ParseResult result) =>
        new(
            Path.GetFullPath(result.GetRequiredValue(Etl)),
            Path.GetFullPath(result.GetRequiredValue(File)),
            result.GetValue(ChunkRows),
            result.GetValue(More) ?? []
        );

    /// <summary>Random numbers from the seed.</summary>
    public static Random Random(ParseResult result) => new(result.GetValue(Seed));

    /// <summary>A throw-away cluster that is as careful with its files as a user's server is.</summary>
    public static Task<PostgresServer> StartServerAsync() => PostgresServer.StartOwnAsync("fsync=on");
}
