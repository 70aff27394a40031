using Etl.Core.Diagnostics;

namespace Etl.Core.Pipeline;

/// <summary>Names the stage that held a job up.</summary>
public static class Bottleneck
{
    static readonly string[] parallel = ["parse", "normalize", "validate", "keys", "encode"];

    /// <summary>
    /// The stage with the most busy time per task that could have shared it: parallel stages divide theirs by the number of
    /// workers and count together as the workers, of which the longest step is named.
    /// </summary>
    public static string Find(IReadOnlyList<StageTime> stages, int workers)
    {
        var inWorkers = stages.Where(IsParallel).ToList();
        var workerSeconds = inWorkers.Sum(stage => stage.BusySeconds) / Math.Max(1, workers);
        var slowestOrdered = stages.Where(stage => !IsParallel(stage)).MaxBy(stage => stage.BusySeconds);
        return slowestOrdered is not null && slowestOrdered.BusySeconds >= workerSeconds
            ? slowestOrdered.Name
            : inWorkers.MaxBy(stage => stage.BusySeconds)?.Name ?? "none";
    }

    static bool IsParallel(StageTime stage) => parallel.Contains(stage.Name, StringComparer.Ordinal);
}
