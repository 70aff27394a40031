using Etl.EndToEnd;

namespace Etl.Cli.Tests.Benchmarks;

public sealed class JobRunsTests
{
    const int RowCount = 2_000;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Jobs_are_measured_with_their_stages_and_memory()
    {
        var figures = await RunAsync("clean", "export-sqlite");
        Assert.Equal(["clean", "export-sqlite"], figures.Select(job => job.Name));
        var clean = figures[0];
        Assert.Equal(RowCount, clean.Rows);
        Assert.InRange(clean.Bytes, 100 * RowCount, 200 * RowCount);
        Assert.InRange(clean.CpuSeconds, 0.01, 60);
        Assert.InRange(clean.PeakBytes, 10_000_000, 500_000_000);
        Assert.Contains(clean.Stages, stage => stage.Name == "normalize" && stage.BusySeconds > 0);
        Assert.InRange(figures[1].Rows, RowCount / 2, RowCount);
        Assert.Contains("| clean | clean, CSV to CSV | 2000 |", JobTable.Write(figures, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_named()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync("clean", "cleann"));
        Assert.Contains("cleann", failure.Message, StringComparison.Ordinal);
    }

    static Task<IReadOnlyList<JobFigures>> RunAsync(params string[] only)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/time"), "GNU time is not installed.");
        var plan = new JobPlan
        {
            Etl = Path.Combine(AppContext.BaseDirectory, "etl"),
            Rows = RowCount,
            Runs = 1,
            Only = only,
        };
        return new JobRuns(plan, TextWriter.Null).RunAsync(Token);
    }
}
