using System.Text.Json;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

public sealed class BenchCommandTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly string input;

    public BenchCommandTests() =>
        input = folder.Write(
            "contacts.csv",
            "First Name,Email\n" + string.Concat(Enumerable.Range(0, 500).Select(number => $"Ann,a{number}@x.com\n"))
        );

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_value_is_tried_and_the_files_of_the_user_are_left_alone()
    {
        var result = await CommandLine.RunAsync("bench", input, "--repeat", "1", "--limit", "100");

        Assert.True(result.ExitCode == 0, result.All);
        Assert.Matches(@"--workers\n  1 .+ rows/s .+ bottleneck: ", result.Output);
        Assert.Matches(@"ETL_BLOCK_BYTES\n(  .+\n)*  524,288 \(default\) .+\n", result.Output);
        Assert.DoesNotContain("--connections\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Each value ran 1 time on 100 records", result.Output, StringComparison.Ordinal);
        Assert.Equal(["contacts.csv"], folder.FileNames());
    }

    [Fact]
    public async Task A_script_gets_the_report_of_cleaning_as_JSON_and_nothing_else()
    {
        var result = await CommandLine.RunAsync("bench", input, "--repeat", "1", "--json");

        Assert.True(result.ExitCode == 0, result.All);
        using var report = JsonDocument.Parse(result.Output);
        Assert.Equal(500, report.RootElement.GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task The_command_keeps_the_options_of_the_job_and_leaves_out_those_of_the_trial()
    {
        string[] options =
        [
            "--set",
            "First Name=last_name",
            "--country",
            "US",
            "--strict",
            "--memory",
            "1GB",
            "--workers",
            "2",
            "--limit",
            "50",
            "--max-rejects",
            "1",
        ];
        var result = await CommandLine.RunAsync(["bench", input, "--repeat", "1", "--json", .. options]);

        Assert.True(result.ExitCode == 0, result.All);
        using var report = JsonDocument.Parse(result.Output);
        var command = report.RootElement.GetProperty("command").GetString()!;
        Assert.Matches(
            @"^(ETL_\w+=\d+ )*etl clean \S+ --out FILE --set 'First Name=last_name' --country US --strict --max-rejects 1 --workers \d --memory 1GB$",
            command
        );
    }

    [Theory]
    [InlineData("--report", "report.json")]
    [InlineData("--explain", "changes.jsonl")]
    [InlineData("--rejects", "rejects.csv")]
    [InlineData("--dry-run")]
    [InlineData("--shard", "2/3")]
    public async Task Options_of_what_no_trial_writes_are_refused(params string[] option)
    {
        var result = await CommandLine.RunAsync(["bench", input, .. option]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"'etl bench' has no option '{option[0]}'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_is_loaded_in_a_place_of_its_own()
    {
        var store = $"sqlite:{folder.File("contacts.db")}";

        var result = await CommandLine.RunAsync("bench", input, "--to", store, "--repeat", "1", "--json");

        Assert.True(result.ExitCode == 0, result.All);
        using var report = JsonDocument.Parse(result.Output);
        Assert.Equal(500, report.RootElement.GetProperty("rows").GetInt64());
        var settings = report.RootElement.GetProperty("trials").EnumerateArray().Select(Setting).Distinct();
        Assert.Equal(["--workers", "ETL_BLOCK_BYTES", "ETL_CHUNK_ROWS"], settings);
        Assert.Contains(
            $"--to {store}",
            report.RootElement.GetProperty("command").GetString()!,
            StringComparison.Ordinal
        );
        Assert.Equal(["contacts.csv"], folder.FileNames());
    }

    [Fact]
    public async Task A_database_has_nothing_of_the_tuning_behind_it()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(TestContext.Current.CancellationToken);

        var result = await CommandLine.RunAsync("bench", input, "--to", database.Uri, "--repeat", "1", "--limit", "50");

        Assert.True(result.ExitCode == 0, result.All);
        Assert.Matches(@"--connections\n  1 ", result.Output);
        // All records are in one chunk, which no other value would make different.
        Assert.Matches(@"ETL_CHUNK_ROWS\n  50 \(default\) .+\n\n", result.Output);
        var left = await database.ScalarAsync<long>(
            "select (select count(*) from pg_namespace where nspname like 'etl%') + (select count(*) from pg_tables where schemaname = 'public')",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(0, left);
    }

    [Fact]
    public async Task Standard_input_is_refused_because_it_can_be_read_once()
    {
        var result = await CommandLine.RunAsync("bench", "-");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("only once", result.Error, StringComparison.Ordinal);
    }

    static string Setting(JsonElement trial) => trial.GetProperty("setting").GetString()!;
}
