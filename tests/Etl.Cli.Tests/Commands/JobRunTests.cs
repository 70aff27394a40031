using System.Text.Json;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

public sealed class JobRunTests : IDisposable
{
    const string Contacts =
        "First Name,Last Name,Email,Phone,Country\n"
        + "Ann,Lee,ANN@x.com,(212) 555-0101,US\n"
        + "Bob,Ray,ann@x.com ,,\n"
        + "Cy,Fox,cy@x.com,+44 20 7946 0018,GB\n"
        + "\"Dee, the second\",Ray,dee@x.com,,\n"
        + ",,,,US\n";

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_second_import_inserts_and_updates_nothing()
    {
        var input = Write("contacts.csv", Contacts);
        var first = await Report("import", input, "--to", Store, "--json");
        var second = await Report("import", input, "--to", Store, "--json");
        Assert.Equal((5, 3, 1, 1), Buckets(first));
        Assert.Equal((5, 0, 4, 1), Buckets(second));
    }

    [Fact]
    public async Task A_file_that_comes_again_stores_its_records_without_a_key_once()
    {
        var input = Write("contacts.csv", "First Name,Last Name,Email\nAnn,Lee,ann@x.com\nCher,,\nCher,,\n");
        Assert.Equal((3, 3, 0, 0), Buckets(await Report("import", input, "--to", Store, "--json")));
        Assert.Equal((3, 0, 3, 0), Buckets(await Report("import", input, "--to", Store, "--json")));
        var other = Write("other.csv", "First Name,Last Name,Email\nAnn,Lee,ann@x.com\nCher,,\n");
        Assert.Equal((2, 1, 1, 0), Buckets(await Report("import", other, "--to", Store, "--json")));
        await CommandLine.RunAsync("jobs", "undo", "1", "--to", Store);
        Assert.Equal((3, 3, 0, 0), Buckets(await Report("import", input, "--to", Store, "--json")));
    }

    [Fact]
    public async Task An_input_of_which_no_column_says_who_it_is_about_is_refused()
    {
        var input = Write("things.csv", "a,b\n1,2\n3,4\n");
        foreach (
            var arguments in (string[][])
                [
                    ["import", input, "--to", Store],
                    ["clean", input, "--as", "etl", "--out", "-"],
                ]
        )
        {
            var result = await CommandLine.RunAsync(arguments);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("--set", result.Error, StringComparison.Ordinal);
        }
        Assert.Equal(0, (await CommandLine.RunAsync("clean", input, "--out", At("kept.csv"), "--quiet")).ExitCode);
        Assert.Equal("a,b\n1,2\n3,4\n", await File.ReadAllTextAsync(At("kept.csv"), Token));
    }

    [Fact]
    public async Task A_header_without_records_is_read_and_said()
    {
        var result = await CommandLine.RunAsync("import", Write("header.csv", "Name,Email\n"), "--to", Store);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("There is a header and no record below it", result.Error, StringComparison.Ordinal);
        var other = await CommandLine.RunAsync("import", Write("one.csv", "Name,Email\nAnn,a@x.com\n"), "--to", Store);
        Assert.DoesNotContain("no record below it", other.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_that_share_a_cell_get_fields_of_their_own()
    {
        const string contacts = "Name,Email,City\nAnn,\"a@x.com,b@x.com\",Rome\nBob,c@x.com,Oslo\n";
        const string cleaned = "Name,Email,City,email_2,email_3\nAnn,a@x.com,Rome,b@x.com,\nBob,c@x.com,Oslo,,\n";
        var input = Write("lists.csv", contacts);
        await CommandLine.RunAsync("clean", input, "--out", At("spread.csv"), "--quiet");
        Assert.Equal(cleaned, await File.ReadAllTextAsync(At("spread.csv"), Token));
        var again = await CommandLine.RunAsync("clean", At("spread.csv"), "--out", "-", "--quiet");
        Assert.Equal(cleaned, again.Output);

        await CommandLine.RunAsync("import", input, "--to", Store, "--quiet");
        string[] columns = ["--columns", "email,email_2,email_3"];
        var stored = await CommandLine.RunAsync(["export", "--from", Store, "--out", "-", "--quiet", .. columns]);
        Assert.Equal("email,email_2,email_3\na@x.com,b@x.com,\nc@x.com,,\n", stored.Output);
    }

    [Fact]
    public async Task Clean_keeps_the_header_as_it_is()
    {
        var input = Write("mails.csv", "Mail,Mail, Name ,\nann@x.com,,Ann,1\n");
        await CommandLine.RunAsync("clean", input, "--out", At("kept.csv"), "--quiet");
        Assert.Equal("Mail,Mail,\" Name \",\nann@x.com,,Ann,1\n", await File.ReadAllTextAsync(At("kept.csv"), Token));
    }

    [Fact]
    public async Task Rejects_of_an_archive_member_stand_beside_the_archive()
    {
        var path = At("s.zip");
        using (var archive = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create))
        {
            using var writer = new StreamWriter(archive.CreateEntry("in/one.csv").Open());
            await writer.WriteAsync("first_name,email\nA,a@x.com\nB,b@x.com,3\n");
        }
        var report = await Report("import", path, "--to", Store, "--json");
        Assert.Equal((2, 1, 0, 1), Buckets(report));
        Assert.Equal(
            "first_name,email\nB,b@x.com,3\n",
            await File.ReadAllTextAsync(path + ".in.one.csv.rejects.csv", Token)
        );
    }

    [Fact]
    public async Task Guards_of_an_export_are_off_again_after_editing_after_rejects_and_in_a_pipe()
    {
        var input = Write("plus.csv", "first_name,email,custom.a\nAnn,ann@x.com,+x\nBob,bob@x.com,=1+1\n");
        await CommandLine.RunAsync("import", input, "--to", Store, "--quiet");
        string[] columns = ["--columns", "first_name,email,custom.a"];
        await CommandLine.RunAsync(["export", "--from", Store, "--out", At("out.csv"), "--quiet", .. columns]);
        Assert.Contains("'=1+1", await File.ReadAllTextAsync(At("out.csv"), Token), StringComparison.Ordinal);
        await File.AppendAllTextAsync(At("out.csv"), "Cy,,'=2\n", Token);

        string[] require = ["--require", "email", "--unmapped", "keep", "--quiet"];
        await CommandLine.RunAsync(["import", At("out.csv"), "--to", "sqlite:" + At("two.db"), .. require]);
        var rejects = await File.ReadAllTextAsync(At("out.csv.rejects.csv"), Token);
        await File.WriteAllTextAsync(
            At("out.csv.rejects.csv"),
            rejects.Replace("Cy,,", "Cy,cy@x.com,", StringComparison.Ordinal),
            Token
        );
        var again = await CommandLine.RunAsync("import", At("out.csv.rejects.csv"), "--quiet");
        Assert.True(again.ExitCode == 0, again.All);
        var back = await CommandLine.RunAsync([
            "export",
            "--from",
            "sqlite:" + At("two.db"),
            "--out",
            "-",
            "--quiet",
            .. columns,
        ]);
        Assert.Equal("first_name,email,custom.a\nAnn,ann@x.com,+x\nBob,bob@x.com,=1+1\nCy,cy@x.com,=2\n", back.Output);
    }

    [Fact]
    public async Task Fixed_rejects_are_imported_without_any_option()
    {
        var input = Write("contacts.csv", Contacts);
        await CommandLine.RunAsync("import", input, "--to", Store, "--set", "Last Name=nickname", "--quiet");
        var rejects = input + ".rejects.csv";
        Assert.Equal("First Name,Last Name,Email,Phone,Country\n,,,,US\n", await File.ReadAllTextAsync(rejects, Token));
        await File.WriteAllTextAsync(rejects, "First Name,Last Name,Email,Phone,Country\nEve,E,eve@x.com,,US\n", Token);
        var result = await CommandLine.RunAsync("import", rejects, "--json");
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Contains("Options are taken from", result.Error, StringComparison.Ordinal);
        var report = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal((1, 1, 0, 0), Buckets(report));
        Assert.EndsWith("store.db", report.GetProperty("target").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_are_copied_with_what_lies_beside_them()
    {
        var input = Write("contacts.csv", Contacts);
        await CommandLine.RunAsync("import", input, "--to", Store, "--quiet");
        var copy = At("copy.rejects.csv");
        var result = await CommandLine.RunAsync("jobs", "rejects", "1", "--to", Store, "--out", copy);
        Assert.True(result.ExitCode == 0, result.All);
        foreach (var ending in (string[])["", ".jsonl", ".yaml"])
        {
            Assert.Equal(
                await File.ReadAllTextAsync($"{input}.rejects.csv{ending}", Token),
                await File.ReadAllTextAsync(copy + ending, Token)
            );
        }
        var again = await CommandLine.RunAsync("jobs", "rejects", "1", "--to", Store, "--out", copy);
        Assert.Equal(2, again.ExitCode);
    }

    [Theory]
    [InlineData("skip", "Ann,Lee,ann@x.com,+12125550101,US")]
    [InlineData("update", "Bob,Ray,ann@x.com,+12125550101,US")]
    public async Task Clean_keeps_header_and_order_under_each_policy(string policy, string first)
    {
        var input = Write("contacts.csv", Contacts);
        var result = await CommandLine.RunAsync(
            "clean",
            input,
            "--out",
            At("out.csv"),
            "--on-duplicate",
            policy,
            "--quiet"
        );
        Assert.True(result.ExitCode == 0, result.All);
        var lines = await File.ReadAllLinesAsync(At("out.csv"), Token);
        Assert.Equal(
            [
                "First Name,Last Name,Email,Phone,Country",
                first,
                "Cy,Fox,cy@x.com,+442079460018,GB",
                "\"Dee, the second\",Ray,dee@x.com,,",
            ],
            lines
        );
    }

    [Fact]
    public async Task Data_alone_goes_to_standard_output()
    {
        var input = Write("contacts.csv", Contacts);
        var result = await CommandLine.RunAsync("clean", input, "--out", "-", "--limit", "1");
        Assert.Equal("First Name,Last Name,Email,Phone,Country\nAnn,Lee,ann@x.com,+12125550101,US\n", result.Output);
    }

    [Fact]
    public async Task Standard_input_is_read_like_a_file()
    {
        var result = await CommandLine.RunAsync(
            System.Text.Encoding.UTF8.GetBytes(Contacts),
            ["clean", "-", "--out", At("out.csv"), "--dry-run", "--json"]
        );
        Assert.Equal((5, 3, 1, 1), Buckets(JsonDocument.Parse(result.Output).RootElement));
    }

    [Fact]
    public async Task Too_many_rejects_exit_with_1()
    {
        var input = Write("contacts.csv", Contacts);
        var result = await CommandLine.RunAsync("import", input, "--to", Store, "--max-rejects", "10%");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--max-rejects 10%", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_can_be_listed_verified_and_undone()
    {
        var input = Write("contacts.csv", Contacts);
        await CommandLine.RunAsync("import", input, "--to", Store, "--quiet");
        Assert.Contains(
            "succeeded",
            (await CommandLine.RunAsync("jobs", "list", "--to", Store)).Output,
            StringComparison.Ordinal
        );
        var verified = await CommandLine.RunAsync("jobs", "verify", "--to", Store);
        Assert.True(verified.ExitCode == 0, verified.All);
        Assert.Contains(
            "3 contacts removed",
            (await CommandLine.RunAsync("jobs", "undo", "1", "--to", Store)).Output,
            StringComparison.Ordinal
        );
        Assert.Equal(2, (await CommandLine.RunAsync("jobs", "undo", "1", "--to", Store)).ExitCode);
        Assert.Equal(2, (await CommandLine.RunAsync("jobs", "resume", "--to", Store)).ExitCode);
    }

    [Fact]
    public async Task Export_writes_the_asked_fields_of_the_asked_contacts()
    {
        await CommandLine.RunAsync("import", Write("contacts.csv", Contacts), "--to", Store, "--quiet");
        var result = await CommandLine.RunAsync(
            "export",
            "--from",
            Store,
            "--columns",
            "email,first_name",
            "--where",
            "country = 'GB'",
            "--out",
            "-"
        );
        Assert.Equal("email,first_name\ncy@x.com,Cy\n", result.Output);
    }

    [Fact]
    public async Task Owners_take_turns_in_the_order_of_the_input()
    {
        var input = Write("contacts.csv", Contacts);
        var result = await CommandLine.RunAsync(
            "clean",
            input,
            "--owner",
            "round-robin:a,b",
            "--as",
            "etl",
            "--on-duplicate",
            "create",
            "--out",
            "-"
        );
        var owners = result.Output.Trim().Split('\n').Skip(1).Select(line => line[^1]);
        Assert.Equal("abab", string.Concat(owners));
    }

    [Fact]
    public async Task A_job_file_holds_options_and_the_command_line_wins()
    {
        var input = Write("contacts.csv", Contacts);
        var job = Write("job.yaml", $"command: clean\ninputs: ['{input}']\nout: '{At("a.csv")}'\nlimit: 1\n");
        var report = await Report("clean", "--job", job, "--limit", "2", "--json");
        Assert.Equal((2, 1, 1, 0), Buckets(report));
        Assert.True(File.Exists(At("a.csv")));
    }

    [Fact]
    public async Task Preview_shows_rows_as_they_would_load_and_counts_all()
    {
        var input = Write("contacts.csv", Contacts);
        var text = await CommandLine.RunAsync("preview", input, "--rows", "2");
        Assert.True(text.ExitCode == 0, text.All);
        Assert.Contains("+12125550101*", text.Output, StringComparison.Ordinal);
        Assert.Contains("duplicate", text.Output, StringComparison.Ordinal);
        var report = await Report("preview", input, "--rows", "2", "--json");
        Assert.Equal(2, report.GetProperty("rows").GetArrayLength());
        Assert.Equal((5, 3, 1, 1), Buckets(report.GetProperty("report")));
        Assert.Empty(Directory.GetFiles(folder.Path, "*rejects*"));
    }

    [Fact]
    public async Task Inspect_shows_dialect_mapping_and_columns()
    {
        var input = Write("contacts.csv", Contacts.Replace(',', ';'));
        var report = await Report("inspect", input, "--json");
        Assert.Equal(";", report.GetProperty("delimiter").GetString());
        Assert.Equal("email", report.GetProperty("columns")[2].GetProperty("field").GetString());
        var text = await CommandLine.RunAsync("inspect", input);
        Assert.Contains("semicolon-delimited, with a header", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_template_is_recognised_by_its_header()
    {
        var input = Write("contacts.csv", "A,B\nAnn,ann@x.com\n");
        var templates = At("templates");
        var saved = await CommandLine.RunAsync([
            "template",
            "save",
            "crm",
            input,
            "--set",
            "A=full_name",
            "--set",
            "B=email",
            "--templates",
            templates,
        ]);
        Assert.True(saved.ExitCode == 0, saved.All);
        var result = await CommandLine.RunAsync("clean", input, "--as", "etl", "--out", "-", "--templates", templates);
        Assert.Equal("full_name,email\nAnn,ann@x.com\n", result.Output);
    }

    string Store => "sqlite:" + At("store.db");

    static CancellationToken Token => TestContext.Current.CancellationToken;

    string At(string name) => Path.Combine(folder.Path, name);

    string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    static async Task<JsonElement> Report(params string[] arguments)
    {
        var result = await CommandLine.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.All);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    static (int Read, int Inserted, int Duplicate, int Rejected) Buckets(JsonElement report)
    {
        var rows = report.GetProperty("rows");
        return (
            rows.GetProperty("read").GetInt32(),
            rows.GetProperty("inserted").GetInt32(),
            rows.GetProperty("duplicate").GetInt32(),
            rows.GetProperty("rejected").GetInt32()
        );
    }
}
