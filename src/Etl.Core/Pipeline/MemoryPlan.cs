using System.Globalization;
using Etl.Core.Diagnostics;

namespace Etl.Core.Pipeline;

/// <summary>
/// Where the memory of a job goes, decided before the first byte is read: batches in flight, keys, and a fixed share for the
/// runtime and the sink. Pools are made in these sizes, so the plan is a bound and no hope.
/// </summary>
public sealed record MemoryPlan
{
    /// <summary>512 MB, the default of <c>--memory</c>.</summary>
    public const long DefaultMemoryBytes = 512L * 1024 * 1024;

    /// <summary>Default size of a block of rows: its cells and scratch space stay inside a 2 MiB second-level cache.</summary>
    public const int DefaultBlockBytes = 512 * 1024;

    /// <summary>Smallest block that may be asked for; tests use it so that edges fall everywhere.</summary>
    public const int MinBlockBytes = 64;

    /// <summary>Largest block that may be asked for: 64 MiB, beyond which a block is slower, not faster.</summary>
    public const int MaxBlockBytes = 64 * 1024 * 1024;

    /// <summary>
    /// What the runtime, the compiled code, the sniffing sample and the file buffers take: measured at 60 MB resident after a
    /// small job, rounded up.
    /// </summary>
    public const long FixedBytes = 72L * 1024 * 1024;

    /// <summary>
    /// A batch holds its block, as much scratch space (2×), up to the same again as cells (14 columns of 10 bytes are 8 bytes
    /// of cell per 10 bytes of text), encoded rows (1×), and rows, outcomes and keys (rounded up to 1×).
    /// </summary>
    const int BytesPerBlockByte = 6;

    /// <summary>Most batches that are cleaned ahead: 2 GiB of text in blocks of the default size.</summary>
    const int BatchesAheadMax = 4096;

    /// <summary>Budget of the whole process, in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Parallel workers.</summary>
    public required int Workers { get; init; }

    /// <summary>Bytes of rows per block.</summary>
    public required int BlockBytes { get; init; }

    /// <summary>Most batches that a chunk may hold until it is committed; only for sinks that keep them so long.</summary>
    public int BatchesPerChunk { get; init; } = int.MaxValue;

    /// <summary>Batches that exist; the bound on everything in flight.</summary>
    public required int BatchCount { get; init; }

    /// <summary>Bytes left for match keys and the sink's caches.</summary>
    public long KeyBytes => MemoryBytes - FixedBytes - BatchesBytes;

    /// <summary>Bytes that all batches may take together.</summary>
    public long BatchesBytes => (long)BatchCount * BlockBytes * BytesPerBlockByte;

    /// <summary>
    /// Most batches of a chunk that is kept until it is committed: 8 blocks of the default size are about 28,000 contacts. A chunk costs
    /// the server 1.5 ms beside its rows, and each COPY that is waited for leaves a processor idle.
    /// </summary>
    public const int BatchesPerChunkMax = 8;

    /// <summary>Batches of a chunk where memory is short.</summary>
    const int BatchesPerChunkMin = 4;

    /// <summary>
    /// The same plan with room for chunks that are kept until they are committed: those that are loading and one that is gathered.
    /// Chunks become smaller before blocks do.
    /// </summary>
    public static MemoryPlan CreateForChunks(long memoryBytes, int workers, int chunksInFlight, int? blockBytes)
    {
        var block = blockBytes ?? DefaultBlockBytes;
        var perChunk = BatchesPerChunkMax;
        while (
            perChunk > BatchesPerChunkMin && !BatchesFit(BatchesOf(workers) + KeptBatches(perChunk), block, memoryBytes)
        )
        {
            perChunk--;
        }
        return Create(memoryBytes, workers, blockBytes, KeptBatches(perChunk)) with { BatchesPerChunk = perChunk };

        int KeptBatches(int batches) => (chunksInFlight + 1) * batches;
    }

    /// <summary>
    /// The same plan for a run that waits for its turn: a quarter of what is left for keys holds batches that are cleaned ahead. With
    /// the default of 512 MB that is some 17 MB of text; a machine with more memory cleans more ahead.
    /// </summary>
    public MemoryPlan WithBatchesAhead() =>
        this with
        {
            BatchCount =
                BatchCount + (int)Math.Min(BatchesAheadMax, KeyBytes / 4 / ((long)BlockBytes * BytesPerBlockByte)),
        };

    /// <summary>
    /// Makes a plan: two batches per worker and one for each other task, in blocks halved until they take at most a third of
    /// what the fixed share leaves. Throws <see cref="JobException"/> when even the smallest do not fit.
    /// </summary>
    public static MemoryPlan Create(long memoryBytes, int workers, int? blockBytes = null, int keptBatches = 0)
    {
        var batchCount = BatchesOf(workers) + keptBatches;
        var block = blockBytes ?? DefaultBlockBytes;
        while (blockBytes is null && block > 16 * 1024 && !BatchesFit(batchCount, block, memoryBytes))
        {
            block /= 2;
        }
        var plan = new MemoryPlan
        {
            MemoryBytes = memoryBytes,
            Workers = workers,
            BlockBytes = block,
            BatchCount = batchCount,
        };
        if (plan.KeyBytes <= 0)
        {
            throw new JobException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The job cannot run in --memory {memoryBytes / 1024 / 1024}MB: with {workers} workers it needs at least "
                        + $"{((FixedBytes + plan.BatchesBytes) / 1024 / 1024) + 1}MB before any duplicate is remembered. "
                        + $"Raise --memory (for example --memory 512MB) or lower --workers."
                )
            );
        }
        return plan;
    }

    static int BatchesOf(int workers) => (2 * workers) + 3;

    static bool BatchesFit(int batchCount, int blockBytes, long memoryBytes) =>
        (long)batchCount * blockBytes * BytesPerBlockByte <= (memoryBytes - FixedBytes) / 3;
}
