using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Etl.Testing;
using Etl.Trials.Truth;

namespace Etl.Trials;

/// <summary>
/// Promise: a file of any length is cleaned inside <c>--memory</c>, exactly, and a row of it takes hardly longer than a row of a small
/// file. The counts are those that the generator planted.
/// </summary>
/// <param name="program">The built program.</param>
/// <param name="generator">The built generator.</param>
/// <param name="plan">How much, and with what.</param>
/// <param name="output">Where the findings go.</param>
sealed class ScaleCleanTrial(string program, string generator, ScaleCleanPlan plan, TextWriter output)
{
    /// <summary>Time of a row, against a row of the small file.</summary>
    const double SlowdownMax = 1.5;

    /// <summary>Runs of the small file, whose median counts: it takes a second, and a second is easily disturbed.</summary>
    const int SmallRuns = 5;

    static readonly TimeSpan timeout = TimeSpan.FromHours(3);

    /// <summary>Runs it and returns the exit code: 0 when the promise is kept.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var small = await CleanAsync(plan.BaseRows, SmallRuns, cancellationToken);
        var large = await CleanAsync(plan.Rows, 1, cancellationToken);
        var slowdown = large.SecondsPerRow / small.SecondsPerRow;
        var isSmall = large.PeakBytes <= plan.PeakBytesMax;
        // A generator that feeds a pipe takes its part of the processors, so only files are compared.
        var isFast = plan.Pipe || slowdown <= SlowdownMax;
        Say(
            $"a row takes {slowdown:F2} times as long; {(isFast ? "in time" : "TOO SLOW")}, {(isSmall ? "in memory" : "TOO LARGE")}"
        );
        return isSmall && isFast && small.IsExact && large.IsExact ? 0 : 1;
    }

    async Task<(double SecondsPerRow, long PeakBytes, bool IsExact)> CleanAsync(
        long rows,
        int runs,
        CancellationToken cancellationToken
    )
    {
        using var folder = new TempFolder(plan.Folder);
        var input = plan.Pipe ? "-" : folder.File("contacts.csv");
        var generated = Generated(rows, input);
        if (!plan.Pipe)
        {
            await RunAsync("sh", ["-c", $"{generated} 2> truth.json"], folder, cancellationToken);
        }
        var cleaned =
            $"{Quoted(program)} clean {Quoted(input)} --out clean.csv --overwrite --rejects rejects.csv --report report.json "
            + $"--memory {Quoted(plan.Memory)} --quiet";
        var line = plan.Pipe ? $"{generated} 2> truth.json | {cleaned}" : cleaned;
        var seconds = await MedianSecondsAsync(line, runs, folder, cancellationToken);
        var counts = await ReportedCounts.ReadAsync(folder.File("report.json"), cancellationToken);
        var planted = Planted(folder.ReadText("truth.json"));
        using var report = JsonDocument.Parse(folder.ReadBytes("report.json"));
        var peak = report.RootElement.GetProperty("peakMemoryBytes").GetInt64();
        var search = report.RootElement.GetProperty("duplicateSearch").GetRawText().ReplaceLineEndings("");
        var isExact = counts == planted;
        Say($"{rows} rows: {seconds:F2} s, {rows / seconds:F0} rows/s, peak {peak / 1e6:F0} MB, duplicates {search}");
        Say($"  {counts} {(isExact ? "as planted" : $"DIFFERENT from {planted}")}");
        return (seconds / rows, peak, isExact);
    }

    static async Task<double> MedianSecondsAsync(
        string line,
        int runs,
        TempFolder folder,
        CancellationToken cancellationToken
    )
    {
        var seconds = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            var watch = Stopwatch.StartNew();
            await RunAsync("sh", ["-c", line], folder, cancellationToken);
            seconds.Add(watch.Elapsed.TotalSeconds);
        }
        seconds.Sort();
        return seconds[runs / 2];
    }

    string Generated(long rows, string path) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Quoted(generator)} --rows {rows} --duplicates 0.2 --bad 0.01 --seed {plan.Seed} --out {Quoted(path)}"
        );

    static async Task RunAsync(string name, string[] arguments, TempFolder folder, CancellationToken cancellationToken)
    {
        var command = new ProcessCommand(name, arguments) { WorkingFolder = folder.Path, Timeout = timeout };
        var result = await ProcessRunner.RunAsync(command, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException(result.ToString());
        }
    }

    static ReportedCounts Planted(string truth)
    {
        using var counts = JsonDocument.Parse(truth);
        long Of(string name) => counts.RootElement.GetProperty(name).GetInt64();
        return new ReportedCounts(Of("inserted"), 0, 0, Of("duplicate"), Of("rejected"));
    }

    static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    void Say(FormattableString sentence) => output.WriteLine(sentence.ToString(CultureInfo.InvariantCulture));
}
