using Etl.Core.Contracts;
using Etl.Core.Mapping;
using Etl.Core.Pipeline;
using Etl.Core.Schema;
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
        MemoryPlan memory,
        long expectedRecords,
        DateTimeOffset now
    ) =>
        new()
        {
            JobId = jobId,
            Layouts = layouts,
            MatchRules = rules.Keys.Rules,
            BindKeys = layout => rules.Keys.Bind(layout).Compute,
            Country = options.Country?.ToUpperInvariant(),
            OnDuplicate = options.OnDuplicate,
            BlankClears = options.Blank == BlankPolicy.Clear,
            AllowResubscribe = options.AllowResubscribe,
            MergePolicies = options.Merge.ToDictionary(
                pair => FieldNames.Require(pair.Key, "--merge").Name,
                pair => pair.Value,
                StringComparer.Ordinal
            ),
            Connections = JobParts.Connections(options),
            IsStaged = options.Publish == PublishMode.Staged,
            MakesMatchIndexes = options.Indexes == IndexMode.Match,
            ExpectedRecords = expectedRecords,
            DryRun = options.DryRun,
            MemoryBytes = memory.KeyBytes,
            Now = now,
        };
}
