using Etl.Core.Contracts;
using Etl.Core.Pipeline;
using Etl.Jobs.Options;

namespace Etl.Jobs.Tuning;

/// <summary>One setting that is tuned, and the values that are tried.</summary>
/// <param name="Name">As the user writes it: an option or an environment variable.</param>
/// <param name="Default">Etl's own choice, as it is shown.</param>
/// <param name="Values">What is tried beside it.</param>
/// <param name="Set">Settings with another value of it.</param>
public sealed record TuningFactor(
    string Name,
    int Default,
    IReadOnlyList<int> Values,
    Func<TuningSettings, int, TuningSettings> Set
)
{
    /// <summary>What is worth trying for a job, what matters most first.</summary>
    public static IReadOnlyList<TuningFactor> For(JobOptions options, bool hasConnections)
    {
        var factors = new List<TuningFactor> { Workers(options), BlockBytes() };
        if (hasConnections)
        {
            factors.Add(Connections(options));
        }
        if (options.Kind == JobKind.Import)
        {
            factors.Add(ChunkRows());
        }
        return factors;
    }

    static TuningFactor Workers(JobOptions options) =>
        new(
            "--workers",
            options.Workers ?? Environment.ProcessorCount,
            PowersOfTwo(2 * Environment.ProcessorCount),
            (settings, value) => settings with { Workers = value }
        );

    // From half a second-level cache for two to what large readers use.
    static TuningFactor BlockBytes() =>
        new(
            "ETL_BLOCK_BYTES",
            MemoryPlan.DefaultBlockBytes,
            [128 * 1024, 256 * 1024, 512 * 1024, 1024 * 1024, 2048 * 1024],
            (settings, value) => settings with { BlockBytes = value }
        );

    static TuningFactor Connections(JobOptions options) =>
        new(
            "--connections",
            options.Connections ?? StoreSinkOptions.ConnectionsByDefault,
            PowersOfTwo(8),
            (settings, value) => settings with { Connections = value }
        );

    static TuningFactor ChunkRows() =>
        new(
            "ETL_CHUNK_ROWS",
            PipelinePlan.DefaultChunkRows,
            [5_000, 20_000, 100_000],
            (settings, value) => settings with { ChunkRows = value }
        );

    static IReadOnlyList<int> PowersOfTwo(int most) =>
        [.. Enumerable.Range(0, 31).Select(power => 1 << power).TakeWhile(value => value <= most)];
}
