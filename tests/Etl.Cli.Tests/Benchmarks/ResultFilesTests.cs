using System.Text.Json.Nodes;
using Etl.EndToEnd.Results;
using Etl.Testing;

namespace Etl.Cli.Tests.Benchmarks;

public sealed class ResultFilesTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly Machine machine = new("Some(R) Processor 9 @ 2.50GHz", 2, "kernel", "runtime", "etl");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_section_is_replaced_and_the_others_stay()
    {
        Save("Whole jobs", "jobs", "first");
        Save("Peers", "peers", "others");
        Save("Whole jobs", "jobs", "second");
        var name = "some-r-processor-9-2-50ghz";
        var line = "2026-01-02, Some(R) Processor 9 @ 2.50GHz, 2 cores; kernel; runtime; etl";
        Assert.Equal(
            $"# Some(R) Processor 9 @ 2.50GHz\n\n## Whole jobs\n\n{line}\n\nsecond\n\n## Peers\n\n{line}\n\nothers\n",
            folder.ReadText(name + ".md")
        );
        var figures = JsonNode.Parse(folder.ReadText(name + ".json"))!;
        Assert.Equal("second", (string?)figures["jobs"]!["figures"]!["said"]);
        Assert.Equal("others", (string?)figures["peers"]!["figures"]!["said"]);
    }

    void Save(string title, string key, string text) =>
        ResultFiles.Save(
            folder.Path,
            new ResultSection(
                title,
                key,
                text,
                new Dictionary<string, string>(StringComparer.Ordinal) { ["said"] = text }
            ),
            machine,
            new DateOnly(2026, 1, 2)
        );
}
