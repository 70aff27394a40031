using Etl.Core.Pipeline;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Tuning;

namespace Etl.Jobs.Tests.Tuning;

public sealed class TunerTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("etl-tuner-").FullName;
    readonly string input;

    public TunerTests()
    {
        input = Path.Combine(folder, "contacts.csv");
        File.WriteAllLines(input, ["Email", .. Enumerable.Range(0, 100).Select(number => $"a{number}@example.com")]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Settings_that_the_last_round_measures_as_slower_are_not_recommended()
    {
        var isLast = false;
        // Each setting by itself seems faster than the defaults, and all of them together are slower.
        using var logger = new DelayingLogger(text => IsDefault(text) != isLast);
        var environment = Nowhere with { Logger = logger };
        var tuner = new Tuner(environment, trial => isLast |= trial.Setting == "ETL_CHUNK_ROWS");

        var report = await tuner.RunAsync(Options, 1, TestContext.Current.CancellationToken);

        Assert.True(isLast);
        Assert.Equal(new TuningSettings(), report.Best);
        Assert.Equal(1, report.Speedup);
        Assert.DoesNotContain("--workers", report.Command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_are_faster_together_are_recommended()
    {
        using var logger = new DelayingLogger(IsDefault);
        var environment = Nowhere with { Logger = logger };

        var report = await new Tuner(environment, _ => { }).RunAsync(Options, 1, TestContext.Current.CancellationToken);

        Assert.NotEqual(new TuningSettings(), report.Best);
        Assert.True(report.Speedup > 1.03, $"{report.Speedup}");
    }

    static JobEnvironment Nowhere => new(() => Stream.Null, () => Stream.Null, TimeProvider.System);

    JobOptions Options =>
        new()
        {
            Inputs = [input],
            Target = "sqlite:none.db",
            MemoryBytes = 16L << 30,
        };

    static bool IsDefault(string planned) =>
        planned.Contains(
            FormattableString.Invariant(
                $"of {MemoryPlan.DefaultBlockBytes} bytes for {Environment.ProcessorCount} workers"
            ),
            StringComparison.Ordinal
        );
}
