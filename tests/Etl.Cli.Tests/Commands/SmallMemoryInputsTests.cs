using System.Globalization;
using System.Text;
using System.Text.Json;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

/// <summary>Several inputs in one job whose keys do not fit into memory: the first one's rows fill it, and the later ones meet a full one.</summary>
public sealed class SmallMemoryInputsTests : IDisposable
{
    const int RowCount = 60_000;
    const string Little = "73MB";

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("skip", "etl", 1)]
    [InlineData("update", "etl", 1)]
    // Which of the files a contact goes to is known by a column that each input has elsewhere, and the last one has not.
    [InlineData("skip", "mailchimp", 3)]
    public async Task Clean_writes_the_same_of_each(string policy, string format, int fileCount)
    {
        string[] arguments = ["clean", .. Inputs(), "--as", format, "--on-duplicate", policy, "--json"];
        Directory.CreateDirectory(folder.File("plenty"));
        Directory.CreateDirectory(folder.File("little"));
        var plenty = await Run([.. arguments, "--out", folder.File("plenty/clean.csv")]);
        var little = await Run([.. arguments, "--out", folder.File("little/clean.csv"), "--memory", Little]);

        Assert.Equal(fileCount, Outputs("plenty").Count);
        Assert.Equal(Outputs("plenty"), Outputs("little"));
        ExpectSameReports(plenty, little);
    }

    [Theory]
    [InlineData("skip")]
    [InlineData("update")]
    public async Task An_import_into_a_store_file_ends_the_same(string policy)
    {
        string[] arguments = ["import", .. Inputs(), "--on-duplicate", policy, "--json"];
        var plenty = await Run([.. arguments, "--to", Store("plenty")]);
        var little = await Run([.. arguments, "--to", Store("little"), "--memory", Little]);

        Assert.Equal(await Export("plenty"), await Export("little"));
        ExpectSameReports(plenty, little);
    }

    [Fact]
    public async Task Clean_that_is_to_fail_names_the_record_that_it_names_in_memory()
    {
        string[] arguments = ["clean", .. OneDuplicate(), "--on-duplicate", "fail", "--quiet"];
        string[] output = ["--out", folder.File("none.csv")];
        var plenty = await CommandLine.RunAsync([.. arguments, .. output]);
        var little = await CommandLine.RunAsync([.. arguments, .. output, "--memory", Little]);

        OneSentence.Expect(2, "Record 50001 has the same key", plenty);
        Assert.Equal(plenty, little);
        Assert.Equal(["one.csv", "two.csv"], folder.FileNames());
    }

    [Fact]
    public async Task An_import_that_is_to_fail_has_written_what_it_has_in_memory()
    {
        OneDuplicate();
        // Chunks end where blocks end, and those would be smaller with little memory only.
        const string Import =
            "ETL_BLOCK_BYTES=16384 $etl import one.csv two.csv --workers 1 --on-duplicate fail --quiet --to sqlite:";
        var plenty = await Shell.RunAsync(folder, Import + "plenty.db");
        var little = await Shell.RunAsync(folder, Import + "little.db --memory " + Little);

        OneSentence.Expect(2, "Record 50001 is a duplicate of contact 49001,", plenty);
        Assert.Equal(plenty, little);
        // The chunk before the one with the duplicate.
        var written = await Export("plenty");
        Assert.InRange(written.Count(letter => letter == '\n'), 100_001, 110_000);
        Assert.Equal(written, await Export("little"));
    }

    static void ExpectSameReports(CommandResult plenty, CommandResult little)
    {
        var expected = JsonDocument.Parse(plenty.Output).RootElement;
        var actual = JsonDocument.Parse(little.Output).RootElement;
        foreach (var member in (string[])["rows", "rejects", "warnings", "changes"])
        {
            Assert.Equal(expected.GetProperty(member).ToString(), actual.GetProperty(member).ToString());
        }
        Assert.Equal(["memory", "disk"], new[] { expected, actual }.Select(Where));
        Assert.Equal(60, expected.GetProperty("rows").GetProperty("rejected").GetInt32());
    }

    static string Where(JsonElement report) => report.GetProperty("duplicateSearch").GetProperty("where").GetString()!;

    static async Task<CommandResult> Run(string[] arguments)
    {
        var result = await CommandLine.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.All);
        return result;
    }

    string Store(string name) => "sqlite:" + folder.File(name + ".db");

    async Task<string> Export(string name) =>
        (
            await Run(["export", "--from", Store(name), "--out", "-", "--quiet", "--columns", "first_name,email,phone"])
        ).Output;

    IReadOnlyList<(string Name, string Text)> Outputs(string target) =>
        [
            .. Directory
                .GetFiles(folder.File(target))
                .Order(StringComparer.Ordinal)
                .Select(file => (Path.GetFileName(file), File.ReadAllText(file))),
        ];

    /// <summary>Three files under different headers that share contacts; the second has records that are rejected.</summary>
    string[] Inputs() =>
        [
            folder.Write("one.csv", Contacts(1, "First Name,Email,Phone,Country,Consent", "{0},{1},{2},US,{3}", 0)),
            folder.Write("two.csv", Contacts(2, "Phone,Consent,First Name,Email,Country", "{2},{3},{0},{1},US", 1000)),
            folder.Write(
                "three.csv",
                Contacts(3, "Email,Country,Job Title,Phone,First Name", "{1},US,Cook,{2},{0}", 0)
            ),
        ];

    /// <summary>Each e-mail address and each phone number comes back now and then, each second time without the other.</summary>
    /// <param name="seed">Of what is drawn.</param>
    /// <param name="header">The file's header.</param>
    /// <param name="row">Name, address, number and consent in the order of the header.</param>
    /// <param name="rejectedEach">So many records apart are rejected ones; 0 for none.</param>
    static string Contacts(int seed, string header, string row, int rejectedEach)
    {
        var random = new Random(seed);
        var format = CompositeFormat.Parse(row);
        var text = new StringBuilder(header + "\n");
        for (var number = 0; number < RowCount; number++)
        {
            if (rejectedEach > 0 && number % rejectedEach == 0)
            {
                text.Append("too,many,fields,for,this,file\n");
                continue;
            }
            var email = random.Next(4) == 0 ? "" : $"p{random.Next(90_000)}@example.com";
            var phone = random.Next(3) == 0 ? "" : $"212 {random.Next(200, 220)} {random.Next(10_000):0000}";
            var consent = random.Next(3) == 0 ? "no" : "yes";
            object[] values = [$"N{seed}x{number}", email, phone, consent];
            text.AppendFormat(CultureInfo.InvariantCulture, format, values).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>Two files; the second one's record 50,001 repeats record 49,001 of the first, and no other repeats one.</summary>
    string[] OneDuplicate()
    {
        return [Write("one.csv", 0), Write("two.csv", RowCount)];

        string Write(string name, int first)
        {
            // So long that a chunk of 100,000 records ends well before the duplicate.
            var notes = new string('n', 60);
            var text = new StringBuilder("Email,Notes\n");
            for (var number = first; number < first + RowCount; number++)
            {
                var email = $"p{(number == 110_000 ? 49_000 : number)}@example.com";
                text.Append(CultureInfo.InvariantCulture, $"{email},{notes}\n");
            }
            return folder.Write(name, text.ToString());
        }
    }
}
