namespace Etl.EndToEnd.Scaling;

/// <summary>How cleaning one file scales: as measured, and as simulated from the times of the stages.</summary>
sealed record ScalingFigures
{
    /// <summary>How often each setup ran.</summary>
    public required int Runs { get; init; }

    /// <summary>The setups that could be measured.</summary>
    public required IReadOnlyList<MeasuredSetup> Measured { get; init; }

    /// <summary>Those that could not, each with the reason.</summary>
    public required IReadOnlyList<string> Skipped { get; init; }

    /// <summary>The setup whose stages were taken.</summary>
    public required CleanSetup StagesOf { get; init; }

    /// <summary>CPU seconds of the process whose stages were taken.</summary>
    public required double StagesCpuSeconds { get; init; }

    /// <summary>The times of its stages.</summary>
    public required StageProfile Profile { get; init; }

    /// <summary>As many processors as workers, from one on.</summary>
    public required IReadOnlyList<Prediction> Predictions { get; init; }
}
