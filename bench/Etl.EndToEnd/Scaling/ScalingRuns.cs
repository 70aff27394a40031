using System.Globalization;
using Etl.Testing;

namespace Etl.EndToEnd.Scaling;

/// <summary>
/// Cleans a file on one and on two processors, and once more to take the times of its stages, in alternation; then simulates more.
/// </summary>
/// <param name="etl">The program.</param>
/// <param name="file">The file.</param>
/// <param name="runs">How often each.</param>
/// <param name="processors">What there is to run on.</param>
/// <param name="output">Where it is said how far it is.</param>
sealed class ScalingRuns(string etl, string file, int runs, ProcessorSet processors, TextWriter output)
{
    /// <summary>Workers that are simulated, each on a processor.</summary>
    static readonly int[] simulated = [1, 2, 4, 8, 16, 32, 64];

    static readonly CleanSetup[] measured = [new(1, 1), new(2, 2)];

    /// <summary>Runs them all; each figure is a median.</summary>
    public async Task<ScalingFigures> RunAsync(CancellationToken cancellationToken)
    {
        var stagesOf = CleanSetup.OfStages(processors.Numbers.Count);
        var possible = measured.Where(setup => processors.Obstacle(setup.Processors) is null).ToList();
        var all = possible.Append(stagesOf).Distinct().ToDictionary(setup => setup, _ => new List<CleanRun>());
        for (var round = 0; round < runs; round++)
        {
            foreach (var (setup, done) in all)
            {
                done.Add(await RunAsync(setup, cancellationToken));
                Say($"{round + 1}/{runs} {setup}: {done[^1].Process.Seconds:F2} s");
            }
        }
        var profile = StageProfile.Of(
            new FileInfo(file).Length,
            Median.Of(all[stagesOf].Select(run => run.Process.Seconds)),
            CleanRun.MedianTimes(all[stagesOf])
        );
        return new ScalingFigures
        {
            Runs = runs,
            Measured = [.. possible.Select(setup => MeasuredSetup.Of(setup, all[setup], profile))],
            Skipped =
            [
                .. measured
                    .Except(possible)
                    .Select(setup => $"{setup}: not measured, {processors.Obstacle(setup.Processors)}"),
            ],
            StagesOf = stagesOf,
            StagesCpuSeconds = Median.Of(all[stagesOf].Select(run => run.Process.CpuSeconds)),
            Profile = profile,
            Predictions = [.. simulated.Select(count => profile.Predict(count, count))],
        };
    }

    /// <summary>As a user runs it, but for the log: without a report, for which the input would be digested.</summary>
    async Task<CleanRun> RunAsync(CleanSetup setup, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        string[] words =
        [
            .. processors.WordsFor(setup.Processors),
            .. (string[])
                [etl, "clean", file, "--out", folder.File("clean.csv"), "--rejects", folder.File("rejects.csv")],
            .. (string[])["--workers", setup.Workers.ToString(CultureInfo.InvariantCulture), "--verbose", "--quiet"],
        ];
        var process = await TimedProcess.RunAsync(words, folder, cancellationToken);
        return new CleanRun(process, JobTimes.Read(process.Error));
    }

    void Say(FormattableString sentence) => output.WriteLine(sentence.ToString(CultureInfo.InvariantCulture));
}
