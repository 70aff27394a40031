using Etl.Core.Batches;
using Etl.Core.Dedupe;

namespace Etl.Core.Pipeline;

/// <summary>
/// What a job needs whatever its inputs hold, made by a second processor while the first one opens them: tables that are read when they are first
/// asked, batches, and pages for match keys. Nothing depends on how far it got.
/// </summary>
/// <remarks>
/// Large arrays are made before anything else is alive: the collector runs when some megabytes of them were asked for, and then finds nothing
/// to look at.
/// </remarks>
public sealed class EarlyStart
{
    EarlyStart(MemoryPlan memory, SlotRoom? keys, Action readTables)
    {
        Keys = keys;
        Batches = Task.Run(() => MakeBatches(memory));
        _ = Task.Run(async () =>
        {
            await Batches.ConfigureAwait(false);
            readTables();
            keys?.MakePages();
        });
    }

    /// <summary>Room for match keys; null when the job keeps none in memory.</summary>
    public SlotRoom? Keys { get; }

    /// <summary>Begins.</summary>
    /// <param name="memory">Sizes and counts of the job.</param>
    /// <param name="keys">Room for match keys, or null.</param>
    /// <param name="readTables">Asks the tables that the job will ask.</param>
    public static EarlyStart Begin(MemoryPlan memory, SlotRoom? keys, Action readTables) =>
        new(memory, keys, readTables);

    /// <summary>The batches of the plan, for one run of it.</summary>
    internal Task<IReadOnlyList<RecordBatch>> Batches { get; }

    /// <summary>So many batches as the plan has.</summary>
    internal static IReadOnlyList<RecordBatch> MakeBatches(MemoryPlan memory) =>
        [.. Enumerable.Range(0, memory.BatchCount).Select(_ => new RecordBatch(memory.BlockBytes))];
}
