namespace Etl.EndToEnd.Scaling;

/// <summary>How a job would go, by simulation.</summary>
sealed record Prediction
{
    /// <summary>Parallel workers.</summary>
    public required int Workers { get; init; }

    /// <summary>Processors that all tasks share.</summary>
    public required int Processors { get; init; }

    /// <summary>Batches that exist.</summary>
    public required int PoolSize { get; init; }

    /// <summary>Bytes of rows in each.</summary>
    public required int BlockBytes { get; init; }

    /// <summary>Records of the file.</summary>
    public required long Rows { get; init; }

    /// <summary>From the first batch read to the last one written.</summary>
    public required double PipelineSeconds { get; init; }

    /// <summary>The same with what happens once before and behind it: the whole process.</summary>
    public required double Seconds { get; init; }

    /// <summary>What the pipeline would wait for most.</summary>
    public required string Bottleneck { get; init; }

    /// <summary>The share of its time that this is busy, 0 to 1.</summary>
    public required double BusyShare { get; init; }

    /// <summary>Records per second of the whole process.</summary>
    public double RowsPerSecond => Rows / Seconds;
}
