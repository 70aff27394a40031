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
    static readonly int[] chunkRows = [5_000, 10_000, 20_000, 50_000];

    /// <summary>
    /// What is worth trying for a job, what matters most first; behind it come <see cref="ChunkRows"/>, which depend on what was found.
    /// </summary>
    public static IReadOnlyList<TuningFactor> For(JobOptions options, MemoryPlan memory, bool hasConnections)
    {
        var factors = new List<TuningFactor> { Workers(memory), BlockBytes(memory) };
        if (hasConnections)
        {
            factors.Add(Connections(options));
        }
        return factors;
    }

    static TuningFactor Workers(MemoryPlan memory) =>
        new(
            "--workers",
            memory.Workers,
            PowersOfTwo(2 * Environment.ProcessorCount),
            (settings, value) => settings with { Workers = value }
        );

    // From half a second-level cache for two to what large readers use.
    static TuningFactor BlockBytes(MemoryPlan memory) =>
        new(
            "ETL_BLOCK_BYTES",
            memory.BlockBytes,
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

    /// <summary>Rows per chunk of a store.</summary>
    /// <param name="real">
    /// Records that a chunk has when nobody says. A store that keeps the batches of its chunks ends them by their number, so a larger value
    /// changes nothing, nor does one of so nearly the same size that it ends with the same batch.
    /// </param>
    public static TuningFactor ChunkRows(int real) =>
        new(
            "ETL_CHUNK_ROWS",
            real,
            [.. chunkRows.Where(rows => rows <= real / 4 * 3)],
            (settings, value) => settings with { ChunkRows = value }
        );

    static IReadOnlyList<int> PowersOfTwo(int most) =>
        [.. Enumerable.Range(0, 31).Select(power => 1 << power).TakeWhile(value => value <= most)];
}
