using Etl.Core.Dedupe;
using Etl.Core.Pipeline;
using Etl.Jobs.Inputs;
using Etl.Jobs.Options;

namespace Etl.Jobs.Runs;

/// <summary>
/// How many connections an import will surely need beside its first one, which asks about the table and enters the job. They are opened while its
/// inputs are. It is a guess: what is missing is opened when it is needed, and what is left over is closed with the first chunk.
/// </summary>
static class ConnectionsAhead
{
    /// <summary>The first one holds the lock of the writer later; one more asks the ledger for earlier jobs, and then loads.</summary>
    const int OfSmallImport = 1;

    /// <summary>In a job that is one transaction the one that loads can do nothing else meanwhile.</summary>
    const int OfTransaction = 2;

    /// <summary>The number; 0 for shards, which may wait for hours before they load.</summary>
    public static int For(JobOptions options, MemoryPlan memory)
    {
        if (options.Shard is not null)
        {
            return 0;
        }
        if (options.Publish == PublishMode.Staged)
        {
            return OfTransaction;
        }
        var loadsOneByOne = options.DryRun || options.OnDuplicate is DuplicatePolicy.Update or DuplicatePolicy.Fail;
        // Beside those that load: the writer's lock, and a chunk that is ready to be sent.
        return loadsOneByOne || IsSmall(options, memory) ? OfSmallImport : JobParts.Connections(options) + 1;
    }

    /// <summary>True when what is read is known to be less than a chunk.</summary>
    public static bool IsSmall(JobOptions options, MemoryPlan memory) =>
        options.Inputs.All(path => InputPaths.PlainBytes(path) > 0)
        && options.Inputs.Sum(InputPaths.PlainBytes) <= (long)memory.BlockBytes * memory.BatchesPerChunk / 2;
}
