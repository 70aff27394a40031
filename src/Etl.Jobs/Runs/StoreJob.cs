using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Jobs.Options;

namespace Etl.Jobs.Runs;

/// <summary>What jobs that write to a store share.</summary>
static class StoreJob
{
    /// <summary>How the store's sink writes.</summary>
    public static StoreSinkOptions SinkOptions(
        JobOptions options,
        RecordRules rules,
        IReadOnlyList<BatchLayout> layouts,
        long jobId,
        long memoryBytes,
        DateTimeOffset now
    ) =>
        new()
        {
            JobId = jobId,
            Layouts = layouts,
            MatchRules = rules.Keys.Rules,
            BindKeys = layout => rules.Keys.Bind(layout).Compute,
            OnDuplicate = options.OnDuplicate,
            BlankClears = options.Blank == BlankPolicy.Clear,
            AllowResubscribe = options.AllowResubscribe,
            DryRun = options.DryRun,
            MemoryBytes = memoryBytes,
            Now = now,
        };
}
