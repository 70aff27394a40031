using System.Security.Cryptography;
using System.Text.Json;
using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

public sealed class ReportTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_failed_job_has_a_report_with_its_sentence()
    {
        var result = await RunAsync("clean", Cut(), "--out", folder.File("out.csv"));
        Assert.Equal(3, result.ExitCode);
        var report = Report();
        Assert.Equal("failed", report.GetProperty("status").GetString());
        Assert.Equal(result.Error.Trim(), "error: " + report.GetProperty("error").GetString());
        Assert.True(report.GetProperty("rows").GetProperty("isBalanced").GetBoolean());
    }

    [Fact]
    public async Task A_finished_job_has_no_error()
    {
        var input = folder.Write("in.csv", "Name,Email\nAnn,ann@x.com\n");
        await RunAsync("clean", input, "--out", folder.File("out.csv"));
        Assert.Equal(JsonValueKind.Null, Report().GetProperty("error").ValueKind);
    }

    [Theory]
    [InlineData("clean")]
    [InlineData("import")]
    public async Task A_report_tells_the_digest_of_each_input(string command)
    {
        var input = folder.Write("in.csv", "Name,Email\nAnn,ann@x.com\n");
        var digest = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(input)));
        await RunAsync([command, input, .. Output(command, "1")]);
        Assert.Equal(digest, DigestIn(Report()));

        var printed = await CommandLine.RunAsync([command, input, .. Output(command, "2"), "--json"]);

        Assert.Equal(digest, DigestIn(JsonDocument.Parse(printed.Output).RootElement));
    }

    [Fact]
    public async Task The_ledger_keeps_the_digest_of_an_input_that_no_report_was_asked_for()
    {
        var input = folder.Write("in.csv", "Name,Email\nAnn,ann@x.com\n");
        await CommandLine.RunAsync(["import", input, .. Output("import", "1")]);
        Assert.Equal(0, (await VerifyAsync()).ExitCode);

        folder.Write("in.csv", "Name,Email\nBob,ann@x.com\n");

        var verified = await VerifyAsync();
        Assert.Contains("has SHA-256", verified.All, StringComparison.Ordinal);
        Assert.NotEqual(0, verified.ExitCode);

        Task<CommandResult> VerifyAsync() => CommandLine.RunAsync(["jobs", "verify", "1", .. Output("import", "1")]);
    }

    [Fact]
    public async Task The_ledger_keeps_the_report_of_a_failed_import()
    {
        var input = folder.Write("in.csv", "Name,Email\nAnn,ann@x.com\nBob,ann@x.com\n");
        var store = "sqlite:" + folder.File("store.db");
        var result = await RunAsync("import", input, "--to", store, "--on-duplicate", "fail");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Equal("failed", Report().GetProperty("status").GetString());
        var shown = await CommandLine.RunAsync("jobs", "show", "1", "--to", store, "--json");
        Assert.Contains("failed", shown.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandLine.RunAsync("jobs", "show", "1", "--to", store)).ExitCode);
    }

    [Fact]
    public async Task A_cancelled_job_has_a_report()
    {
        using var stop = new CancellationTokenSource();
        var rows = string.Concat(Enumerable.Range(0, 50_000).Select(row => $"Ann {row},ann{row}@example.com\n"));
        var input = folder.Write("in.csv", "Name,Email\n" + rows);
        using var output = new FirstWriteStream(stop.Cancel);
        string[] arguments = ["clean", input, "--out", "-", "--quiet", "--report", folder.File("report.json")];
        var result = await CommandLine.RunAsync([], arguments, output, stop.Token);
        Assert.True(result.ExitCode == 130, result.All);
        Assert.Equal("cancelled", Report().GetProperty("status").GetString());
    }

    string Cut() =>
        folder.Write("cut.csv.gz", File.ReadAllBytes(RepositoryRoot.Combine("datasets/samples/truncated.csv.gz")));

    string[] Output(string command, string name) =>
        command == "clean" ? ["--out", folder.File(name + ".csv")] : ["--to", "sqlite:" + folder.File(name + ".db")];

    static string? DigestIn(JsonElement report) => report.GetProperty("inputs")[0].GetProperty("sha256").GetString();

    JsonElement Report() => JsonDocument.Parse(folder.ReadText("report.json")).RootElement;

    Task<CommandResult> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync([.. arguments, "--quiet", "--report", folder.File("report.json")]);
}
