using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

/// <summary>Jobs whose keys do not fit into memory: 73 MB leave room for a few thousand.</summary>
public sealed class SmallMemoryTests : IDisposable
{
    const int RowCount = 60_000;

    readonly TempFolder folder = new();
    readonly string input;

    public SmallMemoryTests() => input = folder.Write("contacts.csv", Contacts());

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("clean.csv")]
    [InlineData("clean.csv.gz")]
    [InlineData("turns.csv", "--owner", "round-robin:ann,bob", "--as", "etl")]
    [InlineData("chimp.csv", "--as", "mailchimp")]
    [InlineData("people.csv", "--as", "google", "--match", "phone", "--guard", "on")]
    public async Task Clean_gives_the_same_bytes_and_counts_with_little_memory(string name, params string[] options)
    {
        var (plenty, little) = (folder.File("plenty"), folder.File("little"));
        var expected = await Clean(plenty, name, [input, .. options]);
        var actual = await Clean(little, name, [input, "--memory", "73MB", .. options]);

        Assert.Equal(Files(plenty), Files(little));
        foreach (var member in (string[])["rows", "rejects", "warnings", "changes"])
        {
            Assert.Equal(expected.GetProperty(member).ToString(), actual.GetProperty(member).ToString());
        }
        Assert.Equal("memory", Where(expected));
        Assert.Equal("disk", Where(actual));
        Assert.InRange(expected.GetProperty("rows").GetProperty("duplicate").GetInt32(), 1000, RowCount - 1000);
    }

    [Fact]
    public async Task A_pipe_is_cleaned_like_the_file()
    {
        await Clean(folder.File("plenty"), "clean.csv", [input]);
        string[] arguments = ["clean", "-", "--out", "-", "--memory", "73MB", "--quiet"];
        var result = await CommandLine.RunAsync(folder.ReadBytes("contacts.csv"), arguments);

        Assert.Equal(folder.ReadText("plenty/clean.csv"), result.Output);
    }

    [Fact]
    public async Task Fail_names_the_first_duplicate_and_leaves_nothing()
    {
        var text = new StringBuilder("Email\n");
        for (var number = 0; number < RowCount; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"p{(number == 50_000 ? 49_000 : number)}@example.com\n");
        }
        var file = folder.Write("one.csv", text.ToString());
        var output = folder.File("none.csv");

        var result = await CommandLine.RunAsync(
            "clean",
            file,
            "--out",
            output,
            "--on-duplicate",
            "fail",
            "--memory",
            "73MB"
        );

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Record 50001 has the same key", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(output));
    }

    [Fact]
    public async Task The_summary_says_what_went_to_the_disk()
    {
        var result = await CommandLine.RunAsync("clean", input, "--out", folder.File("a.csv"), "--memory", "73MB");

        Assert.Contains("keys fill the memory", result.Error, StringComparison.Ordinal);
        Assert.Contains("records wait for the search for duplicates", result.Error, StringComparison.Ordinal);
        Assert.Contains("Duplicates were found on the disk", result.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import", "--to", "sqlite:contacts.db")]
    [InlineData("clean", "--on-duplicate", "update", "--out", "merged.csv")]
    public async Task A_store_names_the_memory_that_was_given_and_one_that_will_do(string command, params string[] more)
    {
        var file = more[^1].Split(':')[^1];
        string[] arguments =
        [
            command,
            input,
            .. more[..^1],
            more[^1].Replace(file, folder.File(file), StringComparison.Ordinal),
        ];

        var refused = await CommandLine.RunAsync([.. arguments, "--memory", "73MB"]);

        Assert.Equal(2, refused.ExitCode);
        var found = Regex.Match(
            refused.Error,
            @"error: The match keys of [0-9,]+ contacts do not fit into --memory 73MB; run the job again with --memory (\d+MB)\.\n"
        );
        Assert.True(found.Success, refused.Error);
        var result = await CommandLine.RunAsync([.. arguments, "--memory", found.Groups[1].Value]);
        Assert.True(result.ExitCode == 0, result.All);
    }

    async Task<JsonElement> Clean(string target, string name, string[] arguments)
    {
        Directory.CreateDirectory(target);
        string[] last = ["--out", Path.Combine(target, name), "--json"];
        var result = await CommandLine.RunAsync(["clean", .. arguments, .. last]);
        Assert.True(result.ExitCode == 0, result.All);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    static string Where(JsonElement report) => report.GetProperty("duplicateSearch").GetProperty("where").GetString()!;

    static IReadOnlyList<(string Name, string Bytes)> Files(string target) =>
        [
            .. Directory
                .GetFiles(target)
                .Order(StringComparer.Ordinal)
                .Select(file => (Path.GetFileName(file), Convert.ToHexString(File.ReadAllBytes(file)))),
        ];

    /// <summary>Each e-mail address and each phone number comes back now and then, each second time without the other.</summary>
    static string Contacts()
    {
        var random = new Random(5);
        var text = new StringBuilder("First Name,Email,Phone,Country,Consent\n");
        for (var number = 0; number < RowCount; number++)
        {
            var email = random.Next(4) == 0 ? "" : $"p{random.Next(40_000)}@example.com";
            var phone = random.Next(3) == 0 ? "" : $"212 {random.Next(200, 210)} {random.Next(10_000):0000}";
            var consent = random.Next(3) == 0 ? "no" : "yes";
            text.Append(CultureInfo.InvariantCulture, $"=N{number},{email},{phone},US,{consent}\n");
        }
        return text.ToString();
    }
}
