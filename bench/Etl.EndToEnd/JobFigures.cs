using Etl.Core.Diagnostics;

namespace Etl.EndToEnd;

/// <summary>Medians of the runs of one job.</summary>
sealed record JobFigures
{
    /// <summary>The job's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public required string What { get; init; }

    /// <summary>Records that each run read.</summary>
    public required long Rows { get; init; }

    /// <summary>Bytes of the input; 0 for an export.</summary>
    public required long Bytes { get; init; }

    /// <summary>Wall clock in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The shortest run.</summary>
    public required double SecondsLeast { get; init; }

    /// <summary>User and system time in seconds.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>Largest resident size, in bytes.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>Time of each stage, summed over its tasks.</summary>
    public required IReadOnlyList<StageTime> Stages { get; init; }

    /// <summary>The stage that held the others up in the last run.</summary>
    public required string Bottleneck { get; init; }

    /// <summary>Records per second of wall clock.</summary>
    public double RowsPerSecond => Rows / Seconds;

    /// <summary>Bytes of the input per second of wall clock.</summary>
    public double BytesPerSecond => Bytes / Seconds;

    /// <summary>Takes the medians.</summary>
    public static JobFigures Of(BenchJob job, IReadOnlyList<MeasuredRun> runs)
    {
        var report = runs[^1].Report;
        return new JobFigures
        {
            Name = job.Name,
            What = job.What,
            Rows = report.Rows.Read,
            Bytes = report.Inputs.Sum(input => input.Bytes),
            Seconds = Median.Of(runs.Select(run => run.Seconds)),
            SecondsLeast = runs.Min(run => run.Seconds),
            CpuSeconds = Median.Of(runs.Select(run => run.CpuSeconds)),
            PeakBytes = (long)Median.Of(runs.Select(run => (double)run.PeakBytes)),
            Stages = [.. report.Stages.Select(stage => MedianOf(stage.Name, runs))],
            Bottleneck = report.Bottleneck,
        };
    }

    static StageTime MedianOf(string stage, IReadOnlyList<MeasuredRun> runs)
    {
        var times = runs.SelectMany(run => run.Report.Stages).Where(time => time.Name == stage).ToList();
        return new StageTime(
            stage,
            Median.Of(times.Select(time => time.BusySeconds)),
            Median.Of(times.Select(time => time.WaitSeconds))
        );
    }
}
