using Etl.Core.Diagnostics;

namespace Etl.EndToEnd.Scaling;

/// <summary>One run.</summary>
/// <param name="Process">What the process cost.</param>
/// <param name="Times">What the job told of its stages.</param>
sealed record CleanRun(TimedProcess Process, JobTimes Times)
{
    /// <summary>The times of the stages as one, each the median of the runs.</summary>
    public static JobTimes MedianTimes(IReadOnlyList<CleanRun> runs) =>
        new(
            runs[0].Times.Rows,
            Median.Of(runs.Select(run => run.Times.Seconds)),
            [
                .. runs.SelectMany(run => run.Times.Stages)
                    .GroupBy(stage => stage.Name, StringComparer.Ordinal)
                    .Select(times => new StageTime(
                        times.Key,
                        Median.Of(times.Select(time => time.BusySeconds)),
                        Median.Of(times.Select(time => time.WaitSeconds))
                    )),
            ]
        );
}
