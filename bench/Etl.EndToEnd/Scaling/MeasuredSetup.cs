namespace Etl.EndToEnd.Scaling;

/// <summary>What a setup took, and what the simulation says of it.</summary>
/// <param name="Setup">The setup.</param>
/// <param name="Rows">Records that each run read.</param>
/// <param name="Seconds">Median of the wall clock of the whole process.</param>
/// <param name="SecondsLeast">The shortest run.</param>
/// <param name="CpuSeconds">Median of user and system time.</param>
/// <param name="PredictedSeconds">Wall clock by simulation.</param>
sealed record MeasuredSetup(
    CleanSetup Setup,
    long Rows,
    double Seconds,
    double SecondsLeast,
    double CpuSeconds,
    double PredictedSeconds
)
{
    /// <summary>Records per second of wall clock.</summary>
    public double RowsPerSecond => Rows / Seconds;

    /// <summary>How far the simulation can be trusted: 1 where it is right, more where it is too slow.</summary>
    public double PredictedRatio => PredictedSeconds / Seconds;

    /// <summary>Takes the medians.</summary>
    public static MeasuredSetup Of(CleanSetup setup, IReadOnlyList<CleanRun> runs, StageProfile profile) =>
        new(
            setup,
            runs[0].Times.Rows,
            Median.Of(runs.Select(run => run.Process.Seconds)),
            runs.Min(run => run.Process.Seconds),
            Median.Of(runs.Select(run => run.Process.CpuSeconds)),
            profile.Predict(setup.Workers, setup.Processors).Seconds
        );
}
