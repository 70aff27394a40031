using System.Text.RegularExpressions;

namespace Etl.Tidy.Tests.Rules;

/// <summary>Words that do not belong into the repository: notes to oneself, one machine's paths, feeds, talk of how it was made.</summary>
sealed partial class WordRule : ITidyRule
{
    static readonly (string Symbol, Regex Pattern, string Use)[] words =
    [
        ("unfinished", Unfinished(), "the finished thing, or a test that fails until it is"),
        ("path", MachinePath(), "a path relative to the repository"),
        ("feed", Feed(), "whatever feed the machine is set up with"),
        ("origin", Origin(), "words about the product alone"),
    ];

    public string Name => "word";

    public IEnumerable<Finding> Check(RepositoryFile file) =>
        file.IsText && !file.IsUnder("tests/Etl.Tidy.Tests/")
            ? words.SelectMany(word =>
                word.Pattern.Matches(file.Text)
                    .Where(match => !IsPostgresWord(file, match.Value))
                    .Select(match => new Finding(
                        Name,
                        file.Path,
                        file.LineAt(match.Index),
                        word.Symbol,
                        $"'{match.Value}'",
                        word.Use
                    ))
            )
            : [];

    /// <summary>A connection's life on the server is a session in PostgreSQL's own words, and nothing else to a reader there.</summary>
    static bool IsPostgresWord(RepositoryFile file, string word) =>
        file.Path.Contains("Postgres", StringComparison.Ordinal)
        && word.StartsWith("session", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(?<![\w.:/])/(home|Users|work|root)/\w+")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"api\.nuget\.org|/v3/index\.json|registry\.npmjs\.org|<packageSources|<RestoreSources")]
    private static partial Regex Feed();

    [GeneratedRegex(@"\b[Ss]essions?\b|\b[Ii]ssue #?\d+")]
    private static partial Regex Origin();
}
