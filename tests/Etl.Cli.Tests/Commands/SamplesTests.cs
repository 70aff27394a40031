using System.Text.Json;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

/// <summary>Cleans every sample and holds buckets and codes against the page that promises them.</summary>
public sealed class SamplesTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_sample_has_a_promise()
    {
        var files = Directory.GetFiles(RepositoryRoot.Combine("datasets/samples")).Select(Path.GetFileName);
        var promised = Promises().Select(row => (string)row.Data.Item1).Distinct(StringComparer.Ordinal);
        Assert.Equal(files.Where(file => file != "README.md").Order(), promised.Order());
    }

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task A_sample_comes_to_what_its_page_promises(
        string file,
        string options,
        int exitCode,
        string buckets,
        string codes
    )
    {
        var output = Path.Combine(folder.Path, "out");
        string[] named = ["--out", output, "--rejects", Path.Combine(folder.Path, "rejects.csv"), "--json"];
        var result = await CommandLine.RunAsync([
            "clean",
            RepositoryRoot.Combine("datasets/samples/" + file),
            .. options.Split(' ', Split),
            .. named,
        ]);
        Assert.True(exitCode == result.ExitCode, result.All);
        Assert.Equal(exitCode == 0, File.Exists(output));
        if (exitCode != 0)
        {
            Assert.Single(result.Error.TrimEnd().Split('\n'));
            return;
        }
        var report = JsonDocument.Parse(result.Output).RootElement;
        var rows = report.GetProperty("rows");
        var found = string.Join(
            ' ',
            new[] { "inserted", "duplicate", "rejected" }.Select(name => rows.GetProperty(name))
        );
        Assert.Equal((buckets, codes), (found, Codes(report)));
    }

    /// <summary>The rows of the page's second table.</summary>
    public static TheoryData<string, string, int, string, string> Promises()
    {
        var page = File.ReadAllLines(RepositoryRoot.Combine("datasets/samples/README.md"));
        var data = new TheoryData<string, string, int, string, string>();
        foreach (var line in page.SkipWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)))
        {
            var cells = line.Split('|').Select(cell => cell.Trim().Trim('`')).ToArray();
            if (cells.Length == 9 && int.TryParse(cells[3], out var exitCode))
            {
                data.Add(cells[1], cells[2], exitCode, $"{cells[4]} {cells[5]} {cells[6]}", cells[7]);
            }
        }
        return data;
    }

    const StringSplitOptions Split = StringSplitOptions.RemoveEmptyEntries;

    static string Codes(JsonElement report) =>
        string.Join(
            ", ",
            new[] { "rejects", "warnings" }
                .SelectMany(name => report.GetProperty(name).EnumerateArray())
                .Select(code => $"{code.GetProperty("code")} {code.GetProperty("count")}")
                .Order(StringComparer.Ordinal)
        );
}
