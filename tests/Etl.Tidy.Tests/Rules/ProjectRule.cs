using System.Xml.Linq;

namespace Etl.Tidy.Tests.Rules;

/// <summary>
/// What projects may refer to: <c>Cli, Service → Jobs → Formats | Databases → Core → Text</c>, never back, never across; the
/// generator of datasets knows nothing of the product. Packages come in versions that one file names.
/// </summary>
sealed class ProjectRule : ITidyRule
{
    static readonly Dictionary<string, string[]> arrows = new(StringComparer.Ordinal)
    {
        ["Etl.Text"] = [],
        ["Etl.Core"] = ["Etl.Text"],
        ["Etl.Formats"] = ["Etl.Core", "Etl.Text"],
        ["Etl.Databases"] = ["Etl.Core", "Etl.Text"],
        ["Etl.Jobs"] = ["Etl.Formats", "Etl.Databases", "Etl.Core", "Etl.Text"],
        ["Etl.Cli"] = ["Etl.Jobs", "Etl.Formats", "Etl.Databases", "Etl.Core", "Etl.Text"],
        ["Etl.Service"] = ["Etl.Jobs", "Etl.Formats", "Etl.Databases", "Etl.Core", "Etl.Text"],
        ["Etl.Datasets"] = [],
    };

    static readonly string[] unavailable =
    [
        "Sylvan.",
        "Testcontainers",
        "System.IO.Hashing",
        "libphonenumber-csharp",
        "DuckDB.NET",
        "Parquet.Net",
    ];

    public string Name => "project";

    public IEnumerable<Finding> Check(RepositoryFile file) =>
        file.IsProject ? CheckArrows(file).Concat(CheckPackages(file)) : [];

    IEnumerable<Finding> CheckArrows(RepositoryFile file)
    {
        var project = Path.GetFileNameWithoutExtension(file.Name);
        if (!arrows.TryGetValue(project, out var allowed))
        {
            if (file.IsUnder("src/"))
            {
                yield return Found(
                    file,
                    project,
                    $"A project '{project}' in src",
                    "one with its arrows in ProjectRule"
                );
            }
            yield break;
        }
        foreach (var include in Includes(file, "ProjectReference"))
        {
            var target = Path.GetFileNameWithoutExtension(include.Replace('\\', '/'));
            if (!allowed.Contains(target, StringComparer.Ordinal))
            {
                yield return Found(file, target, $"The arrow from {project} to {target}", "the tree's own direction");
            }
        }
    }

    IEnumerable<Finding> CheckPackages(RepositoryFile file)
    {
        foreach (var include in Includes(file, "PackageReference").Concat(Includes(file, "PackageVersion")))
        {
            if (unavailable.Any(name => include.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            {
                yield return Found(file, include, $"The package {include}", "what can be restored everywhere");
            }
        }
        foreach (var reference in XDocument.Parse(file.Text).Descendants("PackageReference"))
        {
            if ((reference.Attribute("Version") ?? reference.Attribute("VersionOverride")) is not null)
            {
                var name = (string?)reference.Attribute("Include") ?? "";
                yield return Found(file, name, $"The version of {name}", "Directory.Packages.props for versions");
            }
        }
    }

    static IEnumerable<string> Includes(RepositoryFile file, string element) =>
        XDocument.Parse(file.Text).Descendants(element).Select(each => (string?)each.Attribute("Include") ?? "");

    Finding Found(RepositoryFile file, string symbol, string what, string use)
    {
        var index = Math.Max(0, file.Text.IndexOf(symbol, StringComparison.Ordinal));
        return new Finding(Name, file.Path, file.LineAt(index), symbol, what, use);
    }
}
