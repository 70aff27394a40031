using System.Globalization;
using System.Text;
using System.Text.Json;
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
        var file = OneDuplicate();
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
    [InlineData("skip")]
    [InlineData("update")]
    public async Task Imports_into_a_store_file_end_the_same_with_little_memory(string policy)
    {
        var later = folder.Write("later.csv", Contacts(6));
        var plenty = await Import("plenty.db", policy, later);
        var little = await Import("little.db", policy, later, "--memory", "73MB");

        Assert.Equal(plenty.Contacts, little.Contacts);
        foreach (var (expected, actual) in plenty.Reports.Zip(little.Reports))
        {
            foreach (var member in (string[])["rows", "rejects", "warnings", "changes"])
            {
                Assert.Equal(expected.GetProperty(member).ToString(), actual.GetProperty(member).ToString());
            }
            Assert.Equal("memory", Where(expected));
            Assert.Equal("disk", Where(actual));
        }
        Assert.Equal(["little.db", "plenty.db"], Stores());
    }

    [Fact]
    public async Task An_import_taken_back_with_little_memory_leaves_what_was_there()
    {
        var store = "sqlite:" + folder.File("undo.db");
        await Run("import", input, "--to", store);
        var before = await Export(store);
        var later = folder.Write("later.csv", Contacts(6));
        await Run("import", later, "--to", store, "--on-duplicate", "update", "--memory", "73MB");
        Assert.NotEqual(before, await Export(store));

        await Run("jobs", "verify", "2", "--to", store);
        await Run("jobs", "undo", "2", "--to", store);

        Assert.Equal(before, await Export(store));
    }

    [Fact]
    public async Task Clean_merges_records_alike_with_little_memory()
    {
        string[] arguments = [input, "--on-duplicate", "update"];
        var expected = await Clean(folder.File("plenty"), "merged.csv", arguments);
        var actual = await Clean(folder.File("little"), "merged.csv", [.. arguments, "--memory", "73MB"]);

        Assert.Equal(Files(folder.File("plenty")), Files(folder.File("little")));
        Assert.Equal(expected.GetProperty("rows").ToString(), actual.GetProperty("rows").ToString());
        Assert.Equal("memory", Where(expected));
        Assert.Equal("disk", Where(actual));
        Assert.InRange(expected.GetProperty("rows").GetProperty("updated").GetInt32(), 1000, RowCount - 1000);
    }

    [Theory]
    [InlineData("import", "--to")]
    [InlineData("clean", "--on-duplicate", "update", "--out")]
    public async Task The_summary_of_a_job_with_a_store_says_what_went_to_the_disk(string command, params string[] more)
    {
        var target = more[^1] == "--to" ? "sqlite:" + folder.File("a.db") : folder.File("a.csv");
        var result = await CommandLine.RunAsync([command, input, .. more, target, "--memory", "73MB"]);

        Assert.Contains("keys fill the memory", result.Error, StringComparison.Ordinal);
        Assert.Contains("Duplicates were found on the disk", result.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_shows_and_counts_the_same_with_little_memory()
    {
        string[] arguments = ["preview", input, "--rows", "10000", "--json"];
        var plenty = JsonDocument.Parse((await Run(arguments)).Output).RootElement;
        var little = JsonDocument.Parse((await Run([.. arguments, "--memory", "73MB"])).Output).RootElement;

        Assert.Equal(plenty.GetProperty("rows").ToString(), little.GetProperty("rows").ToString());
        var (expected, actual) = (plenty.GetProperty("report"), little.GetProperty("report"));
        foreach (var member in (string[])["rows", "rejects", "warnings", "changes"])
        {
            Assert.Equal(expected.GetProperty(member).ToString(), actual.GetProperty(member).ToString());
        }
        Assert.Equal("memory", Where(expected));
        Assert.Equal("disk", Where(actual));
        // The first ones are decided in memory, and the last ones that are shown on the disk.
        var last = little.GetProperty("rows").EnumerateArray().TakeLast(1000);
        Assert.Contains(last, row => row.GetProperty("outcome").GetString() == "duplicate");
    }

    [Fact]
    public async Task A_preview_that_is_to_fail_names_the_first_duplicate()
    {
        var file = OneDuplicate();

        var result = await CommandLine.RunAsync("preview", file, "--on-duplicate", "fail", "--memory", "73MB");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Record 50001 has the same key", result.Error, StringComparison.Ordinal);
    }

    /// <summary>Two jobs, one behind the other, and what they leave.</summary>
    async Task<(string Contacts, IReadOnlyList<JsonElement> Reports)> Import(
        string name,
        string policy,
        string later,
        params string[] options
    )
    {
        var store = "sqlite:" + folder.File(name);
        string[] arguments = ["--to", store, "--on-duplicate", policy, "--json", .. options];
        var reports = new List<JsonElement>();
        foreach (var file in (string[])[input, later])
        {
            var result = await Run(["import", file, .. arguments]);
            reports.Add(JsonDocument.Parse(result.Output).RootElement);
        }
        return (await Export(store), reports);
    }

    async Task<string> Export(string store)
    {
        string[] columns = ["--columns", "first_name,email,phone,country,consent"];
        return (await Run(["export", "--from", store, "--out", "-", "--quiet", .. columns])).Output;
    }

    static async Task<CommandResult> Run(params string[] arguments)
    {
        var result = await CommandLine.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.All);
        return result;
    }

    IEnumerable<string> Stores() =>
        Directory
            .GetFileSystemEntries(folder.Path)
            .Select(entry => Path.GetFileName(entry))
            .Where(name => !name.EndsWith(".csv", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    async Task<JsonElement> Clean(string target, string name, string[] arguments)
    {
        Directory.CreateDirectory(target);
        string[] last = ["--out", Path.Combine(target, name), "--json"];
        var result = await CommandLine.RunAsync(["clean", .. arguments, .. last]);
        Assert.True(result.ExitCode == 0, result.All);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    /// <summary>A file whose record 50,001 repeats an earlier one, and no other does.</summary>
    string OneDuplicate()
    {
        var text = new StringBuilder("Email\n");
        for (var number = 0; number < RowCount; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"p{(number == 50_000 ? 49_000 : number)}@example.com\n");
        }
        return folder.Write("one.csv", text.ToString());
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
    static string Contacts(int seed = 5)
    {
        var random = new Random(seed);
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
