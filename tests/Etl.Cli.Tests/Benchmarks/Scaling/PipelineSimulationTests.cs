using Etl.EndToEnd.Scaling;

namespace Etl.Cli.Tests.Benchmarks.Scaling;

public sealed class PipelineSimulationTests
{
    const int Plenty = 1000;

    static readonly int[] workerCounts = [1, 2, 4, 8, 16, 32, 64];

    [Fact]
    public void One_worker_and_no_other_stage_takes_the_sum()
    {
        var run = PipelineSimulation.Run([new("work", Milliseconds(7))], 100, Plenty, Plenty);
        Assert.Equal(new SimulatedRun(Milliseconds(700), "work", 1), run);
    }

    [Fact]
    public void Workers_share_the_batches_and_the_last_round_may_not_be_full() =>
        Assert.Equal(
            Milliseconds(7 * 34),
            PipelineSimulation.Run([new("work", Milliseconds(7), 3)], 100, Plenty, Plenty).Duration
        );

    [Fact]
    public void One_processor_takes_the_sum_of_all_stages_whatever_tasks_there_are()
    {
        var run = PipelineSimulation.Run(Stages(workers: 8), 100, Plenty, processorCount: 1);
        Assert.Equal(new SimulatedRun(Milliseconds(100 * (2 + 12 + 3 + 1)), SimulatedRun.AllProcessors, 1), run);
    }

    [Fact]
    public void A_pool_of_one_batch_is_serial() =>
        Assert.Equal(
            Milliseconds(100 * (2 + 12 + 3 + 1)),
            PipelineSimulation.Run(Stages(workers: 8), 100, poolSize: 1, Plenty).Duration
        );

    [Fact]
    public void A_pool_of_two_batches_takes_them_in_pairs() =>
        // Two rounds of 18 ms, and the second of a pair comes 3 ms behind: it waits for the decisions about the first.
        Assert.Equal(
            Milliseconds((2 * 18) + 3),
            PipelineSimulation.Run(Stages(workers: 8), 4, poolSize: 2, Plenty).Duration
        );

    [Fact]
    public void One_worker_among_other_stages_works_without_a_break() =>
        Assert.Equal(
            Milliseconds(2 + (100 * 12) + 3 + 1),
            PipelineSimulation.Run(Stages(workers: 1), 100, poolSize: 3, Plenty).Duration
        );

    [Fact]
    public void A_serial_stage_bounds_the_speed_up()
    {
        var run = PipelineSimulation.Run(Stages(workers: 64), 1000, Plenty, Plenty);
        // The decisions work without a break, but for the way of the first batch to them and of the last one from them.
        Assert.Equal(Milliseconds(2 + 12 + (1000 * 3) + 1), run.Duration);
        Assert.Equal("decisions", run.Bottleneck);
        Assert.InRange(run.BusyShare, 0.99, 1);
    }

    [Fact]
    public void More_workers_and_processors_never_take_longer()
    {
        var durations = workerCounts
            .Select(count => PipelineSimulation.Run(Stages(count), 541, (2 * count) + 3, count).Duration)
            .ToList();
        Assert.Equal(durations.OrderDescending(), durations);
        Assert.Equal(Milliseconds(541 * 18), durations[0]);
        Assert.InRange(durations[1], durations[0] / 2, durations[0] / 1.9);
    }

    [Fact]
    public void More_batches_in_the_pool_never_take_longer()
    {
        var durations = workerCounts
            .Select(size => PipelineSimulation.Run(Stages(workers: 8), 541, size, Plenty).Duration)
            .ToList();
        Assert.Equal(durations.OrderDescending(), durations);
        Assert.True(durations[0] > durations[^1]);
    }

    [Fact]
    public void The_stage_whose_tasks_are_busiest_holds_the_others_up()
    {
        Assert.Equal("workers", PipelineSimulation.Run(Stages(workers: 2), 541, 7, Plenty).Bottleneck);
        Assert.Equal(SimulatedRun.AllProcessors, PipelineSimulation.Run(Stages(workers: 8), 541, 19, 4).Bottleneck);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public void Nothing_runs_without_batches_or_processors(int batchCount, int poolSize, int processorCount) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            PipelineSimulation.Run(Stages(workers: 1), batchCount, poolSize, processorCount)
        );

    static SimulatedStage[] Stages(int workers) =>
        [
            new("read", Milliseconds(2)),
            new("workers", Milliseconds(12), workers),
            new("decisions", Milliseconds(3)),
            new("write", Milliseconds(1)),
        ];

    static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}
