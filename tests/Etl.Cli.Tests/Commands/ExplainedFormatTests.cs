using System.Text.Json;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

public sealed class ExplainedFormatTests : IDisposable
{
    readonly TempFolder folder = new();

    public static TheoryData<string> Samples =>
        [
            .. Directory
                .GetFiles(RepositoryRoot.Combine("datasets/samples/formats"), "*.csv")
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Reading_and_writing_a_programs_file_explains_all_that_is_counted(string sample)
    {
        var input = RepositoryRoot.Combine("datasets/samples/formats/" + sample);
        await Compare("import", input, "--to", $"sqlite:{folder.File("c.db")}");
        foreach (var format in new[] { "salesforce", "mailchimp", "wecom" })
        {
            await Compare("clean", input, "--guard", "on", "--as", format, "--out", folder.File(format + ".csv"));
        }
    }

    [Fact]
    public async Task What_was_written_in_a_programs_way_is_explained_with_the_values_of_the_file()
    {
        var input = folder.Write(
            "thunderbird.csv",
            File.ReadAllText(RepositoryRoot.Combine("datasets/samples/formats/thunderbird.csv"))
        );
        await Compare("preview", input);
        var line = Lines().First(line => line.GetProperty("code").GetString() == "FORMAT_CONVENTION");
        Assert.Equal("birthday", line.GetProperty("field").GetString());
    }

    [Fact]
    public async Task What_an_export_leaves_out_shortens_or_fills_is_explained()
    {
        var input = folder.Write(
            "a.csv",
            "First Name,Email,Mobile,Website\nAnn,ann@x.com,+12125550100;ext=12,https://x.com\n"
        );
        await Compare("clean", input, "--as", "wecom", "--out", folder.File("wecom.csv"));
        Assert.Contains(("EXPORT_NOT_WRITTEN", "website", "https://x.com", null), Said());
        Assert.Contains(("EXPORT_SHORTENED", "mobile", "+12125550100;ext=12", "+1 2125550100"), Said());
        Assert.Contains(("EXPORT_FILLED", "email", "ann@x.com", "ann@x.com"), Said());
    }

    async Task Compare(params string[] arguments)
    {
        var result = await CommandLine.RunAsync([.. arguments, "--explain", folder.File("why.jsonl"), "--json"]);
        Assert.True(result.ExitCode <= 1, result.All);
        var report = JsonDocument.Parse(result.Output).RootElement;
        if (report.TryGetProperty("changes", out _))
        {
            Assert.Equal(ExplainedCounts.Reported(report), ExplainedCounts.Explained(Lines()));
        }
    }

    IEnumerable<(string?, string?, string?, string?)> Said() =>
        Lines().Select(line => (Text(line, "code"), Text(line, "field"), Text(line, "before"), Text(line, "after")));

    static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();

    List<JsonElement> Lines() =>
        [.. File.ReadLines(folder.File("why.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
}
