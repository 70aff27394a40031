using System.Text;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Testing;

namespace Etl.Cli.Tests;

/// <summary>The README's tables are generated: ETL_UPDATE_README=1 writes them anew, otherwise they are compared.</summary>
public sealed class ReadmeTablesTests
{
    const string UpdateVariable = "ETL_UPDATE_README";

    [Fact]
    public void The_options_are_those_of_the_program() => Compare("options", Options());

    [Fact]
    public void The_codes_are_those_of_the_program() => Compare("codes", CodeTable());

    static string Options()
    {
        var text = new StringBuilder("| option | commands | meaning |\n|---|---|---|\n");
        foreach (var setting in JobSettings.All)
        {
            var value = setting.ValueName is { } name ? " " + name.Replace("|", "\\|", StringComparison.Ordinal) : "";
            var kinds = Enum.GetValues<JobKind>().Where(kind => kind != JobKind.None && (setting.Kinds & kind) != 0);
            text.Append("| `--").Append(setting.Name).Append(value).Append("` | ");
            text.AppendJoin(", ", kinds.Select(kind => kind.ToString().ToLowerInvariant())).Append(" | ");
            text.Append(setting.Description).Append(" |\n");
        }
        return text.ToString();
    }

    static string CodeTable()
    {
        var text = new StringBuilder("| code | kind | meaning |\n|---|---|---|\n");
        foreach (var code in Codes.All.OrderBy(code => code.Name, StringComparer.Ordinal))
        {
            text.Append("| `").Append(code.Name).Append("` | ").Append(code.Kind.ToString().ToLowerInvariant());
            text.Append(" | ").Append(code.Sentence).Append(" |\n");
        }
        return text.ToString();
    }

    static void Compare(string name, string expected)
    {
        var path = RepositoryRoot.Combine("README.md");
        var readme = File.ReadAllText(path);
        var start = readme.IndexOf($"<!-- {name} -->\n", StringComparison.Ordinal) + $"<!-- {name} -->\n".Length;
        var end = readme.IndexOf($"<!-- /{name} -->", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(path, readme[..start] + expected + readme[end..]);
            return;
        }
        Assert.True(
            readme[start..end] == expected,
            $"The table '{name}' of README.md is out of date: run {UpdateVariable}=1 dotnet test tests/Etl.Cli.Tests and commit."
        );
    }
}
