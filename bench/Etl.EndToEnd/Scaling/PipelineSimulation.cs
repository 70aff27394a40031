namespace Etl.EndToEnd.Scaling;

/// <summary>
/// Batches that go through the stages of a pipeline one after the other, as discrete events: nothing is measured and nothing is left to
/// chance.
/// </summary>
/// <remarks>
/// A stage starts the next batch when the stage before is done with one, one of its own tasks is free and so is a processor; the first
/// stage waits for a free batch of the pool instead, to which a batch returns from the last stage. A task keeps its processor until its
/// batch is done. Where stages compete for a processor, the one nearest to the end gets it, because it frees batches. As all batches
/// take a stage equally long, they leave it in the order in which they came, and counting them is enough.
/// </remarks>
sealed class PipelineSimulation
{
    readonly IReadOnlyList<SimulatedStage> stages;
    readonly int batchCount;
    readonly int poolSize;
    readonly int processorCount;

    /// <summary>When which stage is done with a batch.</summary>
    readonly PriorityQueue<int, TimeSpan> ends = new();
    readonly int[] started;
    readonly int[] done;

    PipelineSimulation(IReadOnlyList<SimulatedStage> stages, int batchCount, int poolSize, int processorCount)
    {
        this.stages = stages;
        this.batchCount = batchCount;
        this.poolSize = poolSize;
        this.processorCount = processorCount;
        started = new int[stages.Count];
        done = new int[stages.Count];
    }

    /// <summary>Runs all batches through all stages.</summary>
    /// <param name="stages">In the order of the data's path; at least one.</param>
    /// <param name="batchCount">Batches that the input is cut into; at least one.</param>
    /// <param name="poolSize">Batches that exist, and so may be under way at once; at least one.</param>
    /// <param name="processorCount">Tasks that can compute at once; at least one.</param>
    public static SimulatedRun Run(
        IReadOnlyList<SimulatedStage> stages,
        int batchCount,
        int poolSize,
        int processorCount
    )
    {
        ArgumentOutOfRangeException.ThrowIfZero(stages.Count, nameof(stages));
        ArgumentOutOfRangeException.ThrowIfLessThan(batchCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(poolSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(processorCount, 1);
        var simulation = new PipelineSimulation(stages, batchCount, poolSize, processorCount);
        return simulation.Judge(simulation.Run());
    }

    TimeSpan Run()
    {
        var now = TimeSpan.Zero;
        StartAll(now);
        while (ends.TryDequeue(out var stage, out var end))
        {
            now = end;
            done[stage]++;
            // What ends at the same moment is over before anything new starts, so that the queue's order does not matter.
            while (ends.TryPeek(out _, out var next) && next == now)
            {
                done[ends.Dequeue()]++;
            }
            StartAll(now);
        }
        return now;
    }

    void StartAll(TimeSpan now)
    {
        for (var stage = stages.Count - 1; stage >= 0; stage--)
        {
            while (ends.Count < processorCount && CanStart(stage))
            {
                started[stage]++;
                ends.Enqueue(stage, now + stages[stage].PerBatch);
            }
        }
    }

    bool CanStart(int stage)
    {
        var available = stage == 0 ? Math.Min(batchCount, done[^1] + poolSize) : done[stage - 1];
        return started[stage] < available && started[stage] - done[stage] < stages[stage].TaskCount;
    }

    SimulatedRun Judge(TimeSpan duration)
    {
        double ShareOf(TimeSpan perBatch, int sharers) => batchCount * perBatch / (sharers * duration);
        var longest = stages.MaxBy(stage => stage.PerBatch / stage.TaskCount)!;
        var ofStage = ShareOf(longest.PerBatch, longest.TaskCount);
        var ofAll = ShareOf(stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.PerBatch), processorCount);
        return ofAll > ofStage
            ? new SimulatedRun(duration, SimulatedRun.AllProcessors, ofAll)
            : new SimulatedRun(duration, longest.Name, ofStage);
    }
}
