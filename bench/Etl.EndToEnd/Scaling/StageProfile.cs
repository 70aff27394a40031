using Etl.Core.Pipeline;

namespace Etl.EndToEnd.Scaling;

/// <summary>How long each kind of task of the product's pipeline computes for a whole file, and what happens once beside them.</summary>
/// <param name="Bytes">Bytes of the file.</param>
/// <param name="Rows">Records in it.</param>
/// <param name="ReadSeconds">The one task that reads.</param>
/// <param name="WorkSeconds">All that workers do for a batch: parse, clean, judge, make keys, encode.</param>
/// <param name="DecideSeconds">The one task that restores the order and finds duplicates.</param>
/// <param name="WriteSeconds">The one task that writes.</param>
/// <param name="OnceSeconds">Start of the process, opening of the inputs, completing the output, end of the process: in one go, whatever the workers.</param>
sealed record StageProfile(
    long Bytes,
    long Rows,
    double ReadSeconds,
    double WorkSeconds,
    double DecideSeconds,
    double WriteSeconds,
    double OnceSeconds
)
{
    const string Completion = "commit";

    static readonly string[] ofWorkers = ["parse", "normalize", "validate", "keys", "encode"];
    static readonly string[] ofOthers = ["read", "dedupe", "sink", Completion];

    /// <summary>Seconds that all tasks compute together.</summary>
    public double SumSeconds => ReadSeconds + WorkSeconds + DecideSeconds + WriteSeconds;

    /// <summary>Takes the times of a job, whose tasks should not have waited for processors: that would count as work.</summary>
    /// <param name="bytes">Bytes of the file.</param>
    /// <param name="seconds">Wall clock of the whole process.</param>
    /// <param name="times">What the job told.</param>
    /// <exception cref="InvalidOperationException">A stage is of no known task, or none took any time.</exception>
    public static StageProfile Of(long bytes, double seconds, JobTimes times)
    {
        var unknown = times.Stages.Select(stage => stage.Name).Except([.. ofWorkers, .. ofOthers]).ToList();
        if (unknown.Count > 0)
        {
            throw new InvalidOperationException(
                $"Which task has the stage {unknown[0]}? StageProfile must know, or it is simulated wrongly."
            );
        }
        if (times.Stages.Sum(stage => stage.BusySeconds) == 0)
        {
            throw new InvalidOperationException("No stage took a thousandth of a second: the file is too small.");
        }
        double BusyOf(params string[] names) =>
            times
                .Stages.Where(stage => names.Contains(stage.Name, StringComparer.Ordinal))
                .Sum(stage => stage.BusySeconds);
        return new StageProfile(
            bytes,
            times.Rows,
            BusyOf("read"),
            BusyOf(ofWorkers),
            BusyOf("dedupe"),
            BusyOf("sink"),
            Math.Max(0, seconds - times.Seconds) + BusyOf(Completion)
        );
    }

    /// <summary>How the same file goes with other numbers of workers and processors, in the batches that the product makes for them.</summary>
    public Prediction Predict(int workers, int processors)
    {
        var memory = MemoryPlan.Create(MemoryPlan.DefaultMemoryBytes, workers);
        var batchCount = (int)Math.Max(1, (Bytes + memory.BlockBytes - 1) / memory.BlockBytes);
        var run = PipelineSimulation.Run(
            [
                new("read", PerBatch(ReadSeconds)),
                new("workers", PerBatch(WorkSeconds), workers),
                new("decisions", PerBatch(DecideSeconds)),
                new("write", PerBatch(WriteSeconds)),
            ],
            batchCount,
            memory.BatchCount,
            processors
        );
        return new Prediction
        {
            Workers = workers,
            Processors = processors,
            PoolSize = memory.BatchCount,
            BlockBytes = memory.BlockBytes,
            Rows = Rows,
            PipelineSeconds = run.Duration.TotalSeconds,
            Seconds = OnceSeconds + run.Duration.TotalSeconds,
            Bottleneck = run.Bottleneck,
            BusyShare = run.BusyShare,
        };

        TimeSpan PerBatch(double seconds) => TimeSpan.FromSeconds(seconds) / batchCount;
    }
}
