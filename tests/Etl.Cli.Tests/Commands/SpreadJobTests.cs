using System.Text;
using System.Text.Json;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

/// <summary>Cells with several values far behind the records that the mapping is judged by: nothing of them is lost.</summary>
public sealed class SpreadJobTests : IDisposable
{
    /// <summary>More than the 128 KiB of the first records, and more than one block.</summary>
    const int Rows = 6000;

    const string Five = "m0@x.com; m1@x.com; m2@x.com; m3@x.com; m4@x.com";
    const string Two = "+49 30 1234567 / +49 171 2345678";

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public async Task A_file_gets_the_columns_that_its_last_records_need(string workers)
    {
        var result = await CommandLine.RunAsync("clean", Late(), "--out", At("out.csv"), "--workers", workers);
        Assert.True(result.ExitCode == 0, result.All);
        var lines = await File.ReadAllLinesAsync(At("out.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(Rows + 2, lines.Length - 1);
        Assert.Equal("Email,Phone,email_2,email_3,mobile,home_phone,other_phone,custom.more_emails", lines[0]);
        Assert.Equal("m0@x.com,,m1@x.com,m2@x.com,,,,m3@x.com; m4@x.com", lines[^2]);
        Assert.Equal("z@x.com,+49301234567,,,+491712345678,,,", lines[^1]);
        Assert.DoesNotContain("LIST_KEPT", result.All, StringComparison.Ordinal);
        var again = await CommandLine.RunAsync("clean", At("out.csv"), "--out", At("again.csv"), "--quiet");
        Assert.Equal((0, ""), (again.ExitCode, again.All.Trim()));
        Assert.Equal(lines, await File.ReadAllLinesAsync(At("again.csv"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Records_that_came_before_are_counted_once()
    {
        var input = Late();
        await File.AppendAllTextAsync(input, "p1@x.com,\n", TestContext.Current.CancellationToken);
        var result = await CommandLine.RunAsync([
            "clean",
            input,
            "--out",
            At("out.csv"),
            "--explain",
            At("why.jsonl"),
            "--json",
        ]);
        var rows = JsonDocument.Parse(result.Output).RootElement.GetProperty("rows");
        Assert.Equal(Rows + 3, rows.GetProperty("read").GetInt64());
        Assert.Equal(1, rows.GetProperty("duplicate").GetInt64());
        var why = await File.ReadAllLinesAsync(At("why.jsonl"), TestContext.Current.CancellationToken);
        Assert.Equal(1, why.Count(line => line.Contains("EMAIL_SPLIT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task From_a_pipe_a_list_that_comes_late_is_kept_in_its_cell()
    {
        var bytes = await File.ReadAllBytesAsync(Late(), TestContext.Current.CancellationToken);
        var result = await CommandLine.RunAsync(bytes, ["clean", "-", "--out", At("out.csv")]);
        var lines = await File.ReadAllLinesAsync(At("out.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(["Email,Phone", $"{Five},", $"z@x.com,{Two}"], [lines[0], lines[^2], lines[^1]]);
        Assert.Contains("LIST_KEPT", result.All, StringComparison.Ordinal);
        await CommandLine.RunAsync(
            bytes,
            ["clean", "-", "--out", At("strict.csv"), "--rejects", At("rejects.csv"), "--strict"]
        );
        Assert.Equal(
            $"Email,Phone\n{Five},\nz@x.com,{Two}\n",
            await File.ReadAllTextAsync(At("rejects.csv"), TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_store_takes_all_parts_shows_no_empty_columns_and_takes_nothing_twice()
    {
        var early = folder.Write("early.csv", "Email,Phone\na@x.com,\n");
        await CommandLine.RunAsync("import", early, "--to", Store, "--quiet");
        var before = await Export(null);
        Assert.StartsWith("email,phone", before, StringComparison.Ordinal);
        Assert.DoesNotContain("email_2", before, StringComparison.Ordinal);

        var first = await Report("import", Late(), "--to", Store, "--json");
        Assert.Equal((Rows + 2, 0), Buckets(first));
        var stored = await Export("email,phone,email_2,email_3,mobile,custom.more_emails");
        Assert.Contains("m0@x.com,,m1@x.com,m2@x.com,,m3@x.com; m4@x.com\n", stored, StringComparison.Ordinal);
        Assert.Contains("z@x.com,+49301234567,,,+491712345678,\n", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("home_phone", await Export(null), StringComparison.Ordinal);

        var second = await Report("import", Late(), "--to", Store, "--on-duplicate", "update", "--json");
        Assert.Equal((0, 0), Buckets(second));
        var undo = await CommandLine.RunAsync("jobs", "undo", "2", "--to", Store);
        Assert.True(undo.ExitCode == 0, undo.All);
        Assert.Equal("email\na@x.com\n", await Export("email"));
    }

    [Fact]
    public async Task An_input_without_a_column_does_not_clear_what_its_values_might_overflow_into()
    {
        var full = folder.Write("full.csv", "Email,email_2,Mobile,First Name\na@x.com,b@x.com,+12025550143,Ann\n");
        await CommandLine.RunAsync("import", full, "--to", Store, "--quiet");
        var input = folder.Write("less.csv", "Email,Phone,Title\na@x.com,,Boss\n");
        var update = await CommandLine.RunAsync([
            "import",
            input,
            "--to",
            Store,
            "--on-duplicate",
            "update",
            "--blank",
            "clear",
            "--quiet",
        ]);
        Assert.True(update.ExitCode == 0, update.All);
        Assert.Equal(
            "email,email_2,mobile,first_name,title\na@x.com,b@x.com,+12025550143,Ann,Boss\n",
            await Export("email,email_2,mobile,first_name,title")
        );
    }

    string Store => "sqlite:" + At("store.db");

    string At(string name) => folder.File(name);

    string Late()
    {
        var text = new StringBuilder("Email,Phone\n");
        for (var row = 0; row < Rows; row++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"p{row}@x.com,+1202555{row:0000}\n");
        }
        return folder.Write("late.csv", text.Append($"{Five},\nz@x.com,{Two}\n").ToString());
    }

    async Task<string> Export(string? columns)
    {
        string[] chosen = columns is null ? [] : ["--columns", columns];
        var result = await CommandLine.RunAsync(["export", "--from", Store, "--out", "-", "--quiet", .. chosen]);
        return result.Output;
    }

    static async Task<JsonElement> Report(params string[] arguments)
    {
        var result = await CommandLine.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.All);
        return JsonDocument.Parse(result.Output).RootElement;
    }

    static (long Inserted, long Updated) Buckets(JsonElement report)
    {
        var rows = report.GetProperty("rows");
        return (rows.GetProperty("inserted").GetInt64(), rows.GetProperty("updated").GetInt64());
    }
}
