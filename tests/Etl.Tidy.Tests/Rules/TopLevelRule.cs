namespace Etl.Tidy.Tests.Rules;

/// <summary>The top of the tree holds what a newcomer needs to see, and nothing else. Files that start with a dot are free.</summary>
sealed class TopLevelRule : ITidyRule
{
    static readonly string[] allowed =
    [
        "src",
        "tests",
        "bench",
        "datasets",
        "Etl.sln",
        "run.ps1",
        "README.md",
        "LICENSE",
        "Directory.Build.props",
        "Directory.Packages.props",
    ];

    public string Name => "top-level";

    public IEnumerable<Finding> Check(RepositoryFile file)
    {
        var top = file.Path.Split('/')[0];
        if (top[0] != '.' && !allowed.Contains(top, StringComparer.Ordinal))
        {
            yield return new Finding(Name, file.Path, 1, top, $"'{top}' at the top", "src, tests, bench or datasets");
        }
        if (string.Equals(file.Name, "nuget.config", StringComparison.OrdinalIgnoreCase))
        {
            yield return new Finding(Name, file.Path, 1, top, "A package feed", "the one of the machine");
        }
    }
}
