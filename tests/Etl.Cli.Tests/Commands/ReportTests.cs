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

    JsonElement Report() => JsonDocument.Parse(folder.ReadText("report.json")).RootElement;

    Task<CommandResult> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync([.. arguments, "--quiet", "--report", folder.File("report.json")]);
}
