using System.Text.Json;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

public sealed class ExplainOptionTests : IDisposable
{
    const string Contacts =
        "First Name,Last Name,Email,Phone,Country,Tags,Birthday\n"
        + " Ann ,Lee,ANN@x.com,(212) 555-0101,United States,b|a|b,03/04/1990\n"
        + "\"Bob\n Jr\",Ray,mailto:Bob@x.com,12,de,,1990-02-31\n"
        + "Cy,Fox\n"
        + "=HYPERLINK(1),“Dee”,dee@x.com Dee2@x.com,+44 20 7946 0018,Atlantis,,\n"
        + "Eve,Zoo,eve@x,8.61E+12,#N/A,,12.3.2020 10:00\n";

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Every_counted_change_and_warning_has_its_line_in_input_order(int workers)
    {
        const int Times = 4000;
        var headerEnd = Contacts.IndexOf('\n', StringComparison.Ordinal) + 1;
        var records = string.Concat(Enumerable.Repeat(Contacts[headerEnd..], Times));
        var input = folder.Write("contacts.csv", Contacts[..headerEnd] + records);
        var result = await CommandLine.RunAsync([
            "clean",
            input,
            "--out",
            folder.File("out.csv"),
            "--explain",
            folder.File("why.jsonl"),
            "--on-duplicate",
            "create",
            "--guard",
            "on",
            "--default",
            "tags=new",
            "--workers",
            $"{workers}",
            "--json",
        ]);
        Assert.True(result.ExitCode == 0, result.All);
        var lines = Lines("why.jsonl");
        Assert.Equal(
            ExplainedCounts.Reported(JsonDocument.Parse(result.Output).RootElement),
            ExplainedCounts.Explained(lines)
        );
        var numbers = lines.ConvertAll(line => line.GetProperty("record").GetInt64());
        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal(5 * Times, numbers.Distinct().Count());
        Assert.Equal(1 + 6 * Times, lines[^1].GetProperty("line").GetInt64());
    }

    [Fact]
    public async Task A_line_says_what_a_value_was_and_became()
    {
        var input = folder.Write("contacts.csv", Contacts);
        var why = folder.File("why.jsonl");
        var result = await CommandLine.RunAsync("preview", input, "--explain", why);
        Assert.True(result.ExitCode == 0, result.All);
        var email = Lines("why.jsonl")
            .Single(line => Text(line, "code") == "EMAIL_LOWERCASED" && line.GetProperty("record").GetInt64() == 1);
        Assert.Equal(
            ("email", "ANN@x.com", "ann@x.com"),
            (Text(email, "field"), Text(email, "before"), Text(email, "after"))
        );
        Assert.Equal(2, email.GetProperty("line").GetInt64());
        var phone = Lines("why.jsonl").Single(line => Text(line, "before") == "12");
        Assert.Null(Text(phone, "after"));
        var kept = Lines("why.jsonl").Single(line => Text(line, "code") == "COUNTRY_UNKNOWN");
        Assert.Equal("Atlantis", Text(kept, "before"));
        Assert.Equal("Atlantis", Text(kept, "after"));
    }

    [Fact]
    public async Task A_part_that_was_placed_in_another_field_has_a_line_there()
    {
        var input = folder.Write("contacts.csv", Contacts);
        await CommandLine.RunAsync("preview", input, "--explain", folder.File("why.jsonl"));
        var placed = Lines("why.jsonl").Single(line => Text(line, "code") == "PART_PLACED");
        Assert.Equal(
            ("email_2", null, "Dee2@x.com", 4),
            (
                Text(placed, "field"),
                Text(placed, "before"),
                Text(placed, "after"),
                placed.GetProperty("record").GetInt32()
            )
        );
    }

    [Fact]
    public async Task The_result_is_the_same_with_and_without_explanations()
    {
        var input = folder.Write("contacts.csv", Contacts);
        await CommandLine.RunAsync("clean", input, "--out", folder.File("a.csv"));
        await CommandLine.RunAsync(
            "clean",
            input,
            "--out",
            folder.File("b.csv"),
            "--explain",
            folder.File("why.jsonl")
        );
        Assert.Equal(await Read("a.csv"), await Read("b.csv"));
    }

    [Fact]
    public async Task An_import_explains_each_record_once()
    {
        var input = folder.Write("contacts.csv", Contacts);
        var result = await CommandLine.RunAsync([
            "import",
            input,
            "--to",
            $"sqlite:{folder.File("c.db")}",
            "--explain",
            folder.File("why.jsonl"),
            "--json",
        ]);
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Equal(
            ExplainedCounts.Reported(JsonDocument.Parse(result.Output).RootElement),
            ExplainedCounts.Explained(Lines("why.jsonl"))
        );
        Assert.Empty(Directory.GetFiles(folder.Path, "*.partial"));
    }

    [Fact]
    public async Task The_file_may_not_be_another_file_of_the_job_and_appears_when_whole()
    {
        var input = folder.Write("contacts.csv", Contacts);
        var same = await CommandLine.RunAsync("clean", input, "--out", folder.File("a.csv"), "--explain", input);
        Assert.Equal(2, same.ExitCode);
        Assert.Contains("is also an input", same.Error, StringComparison.Ordinal);
        var folderless = await CommandLine.RunAsync("preview", input, "--explain", folder.File("no/why.jsonl"));
        Assert.Contains("does not exist", folderless.Error, StringComparison.Ordinal);
        var clean = folder.Write("clean.csv", "Email\nann@x.com\n");
        await CommandLine.RunAsync(
            "clean",
            clean,
            "--out",
            folder.File("c.csv"),
            "--explain",
            folder.File("none.jsonl")
        );
        Assert.Equal("", await Read("none.jsonl"));
    }

    static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();

    List<JsonElement> Lines(string name) =>
        [.. File.ReadLines(folder.File(name)).Select(line => JsonDocument.Parse(line).RootElement)];

    Task<string> Read(string name) => File.ReadAllTextAsync(folder.File(name), TestContext.Current.CancellationToken);
}
