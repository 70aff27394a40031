using Etl.EndToEnd;
using Etl.EndToEnd.Scaling;
using Etl.Testing;

namespace Etl.Cli.Tests.Benchmarks.Scaling;

public sealed class ScalingRunsTests
{
    const int RowCount = 20_000;

    [Fact]
    public async Task A_file_is_measured_on_what_there_is_and_simulated_beyond()
    {
        var figures = await RunAsync(ProcessorSet.Find());
        var profile = figures.Profile;
        Assert.Equal(RowCount, profile.Rows);
        Assert.True(profile.WorkSeconds > 0);
        Assert.Equal([1, 2, 4, 8, 16, 32, 64], figures.Predictions.Select(run => run.Workers));
        Assert.All(figures.Predictions, run => Assert.InRange(run.Seconds, profile.OnceSeconds, 60));
        Assert.Equal(2, figures.Measured.Count + figures.Skipped.Count);
        Assert.All(figures.Measured, run => Assert.Equal(RowCount, run.Rows));
        var text = ScalingTable.Write(figures);
        Assert.Contains($"{RowCount} rows", text, StringComparison.Ordinal);
        Assert.Contains("\n| 64 | 131 | 128 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_pinned_is_told_and_simulated_all_the_same()
    {
        var figures = await RunAsync(new ProcessorSet([0, 1], PinProgram: null));
        Assert.Empty(figures.Measured);
        Assert.Equal(new CleanSetup(2, 1), figures.StagesOf);
        Assert.Contains(
            "\n- 2 processors, 2 workers: not measured, taskset is not there\n",
            ScalingTable.Write(figures),
            StringComparison.Ordinal
        );
    }

    static async Task<ScalingFigures> RunAsync(ProcessorSet processors)
    {
        Assert.SkipUnless(File.Exists(TimedProcess.Timer), "GNU time is not installed.");
        using var folder = new TempFolder();
        var rows = Enumerable.Range(0, RowCount).Select(row => $"Ann,Lee,ann{row}@example.com,+1 212 555 0100\n");
        var file = folder.Write("contacts.csv", "First Name,Last Name,Email,Phone\n" + string.Concat(rows));
        var etl = Path.Combine(AppContext.BaseDirectory, "etl");
        return await new ScalingRuns(etl, file, runs: 1, processors, TextWriter.Null).RunAsync(
            TestContext.Current.CancellationToken
        );
    }
}
