using Etl.Jobs.Options;
using Etl.Jobs.Runs;

namespace Etl.Jobs.Tuning;

/// <summary>What can be tuned without changing a result; null is Etl's own choice.</summary>
public sealed record TuningSettings
{
    /// <summary>Parallel workers (<c>--workers</c>).</summary>
    public int? Workers { get; init; }

    /// <summary>Bytes per block (<c>ETL_BLOCK_BYTES</c>).</summary>
    public int? BlockBytes { get; init; }

    /// <summary>Connections that load at a time (<c>--connections</c>).</summary>
    public int? Connections { get; init; }

    /// <summary>Rows per chunk of a store (<c>ETL_CHUNK_ROWS</c>).</summary>
    public int? ChunkRows { get; init; }

    /// <summary>The options of a job that runs with them.</summary>
    public JobOptions ApplyTo(JobOptions options) =>
        options with
        {
            Workers = Workers ?? options.Workers,
            Connections = Connections ?? options.Connections,
        };

    /// <summary>The environment of a job that runs with them.</summary>
    public JobEnvironment ApplyTo(JobEnvironment environment) =>
        environment with
        {
            BlockBytes = BlockBytes ?? environment.BlockBytes,
            ChunkRows = ChunkRows ?? environment.ChunkRows,
        };
}
