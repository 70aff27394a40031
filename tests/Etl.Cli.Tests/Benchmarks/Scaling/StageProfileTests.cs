using Etl.EndToEnd.Scaling;

namespace Etl.Cli.Tests.Benchmarks.Scaling;

public sealed class StageProfileTests
{
    const long Megabyte = 1024 * 1024;

    [Fact]
    public void Each_stage_is_of_one_task_and_nothing_is_left_out()
    {
        var profile = StageProfile.Of(100 * Megabyte, seconds: 10.5, Times());
        Assert.Equal(new StageProfile(100 * Megabyte, 1000, 1, 62, 128, 256, 512 + 0.5), profile);
        Assert.Equal(1 + 62 + 128 + 256, profile.SumSeconds);
    }

    [Fact]
    public void A_stage_of_no_known_task_is_named()
    {
        var times = Times();
        times = times with { Stages = [.. times.Stages, new("polish", 1, 0)] };
        var failure = Assert.Throws<InvalidOperationException>(() => StageProfile.Of(Megabyte, 1, times));
        Assert.Contains("polish", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_took_no_time_is_too_small() =>
        Assert.Throws<InvalidOperationException>(() =>
            StageProfile.Of(Megabyte, 1, new JobTimes(1, 0.1, [new("read", 0, 0.1)]))
        );

    [Fact]
    public void Processors_are_used_until_a_serial_task_holds_the_others_up()
    {
        var profile = new StageProfile(500 * Megabyte, 1_000_000, 0.1, 1.4, 0.2, 0.1, OnceSeconds: 0.05);
        var one = profile.Predict(workers: 1, processors: 1);
        Assert.Equal(1.8 + 0.05, one.Seconds, 1e-3);
        Assert.Equal(SimulatedRun.AllProcessors, one.Bottleneck);
        var many = profile.Predict(workers: 64, processors: 64);
        Assert.InRange(many.PipelineSeconds, 0.2, 0.21);
        Assert.Equal(many.PipelineSeconds + 0.05, many.Seconds, 1e-9);
        Assert.Equal("decisions", many.Bottleneck);
        Assert.Equal(1_000_000 / many.Seconds, many.RowsPerSecond, 1e-3);
    }

    [Fact]
    public void The_batches_are_those_of_the_product()
    {
        var profile = new StageProfile(500 * Megabyte, 1_000_000, 0.1, 1.4, 0.2, 0.1, OnceSeconds: 0);
        var two = profile.Predict(workers: 2, processors: 2);
        Assert.Equal((7, 512 * 1024), (two.PoolSize, two.BlockBytes));
        var many = profile.Predict(workers: 64, processors: 64);
        Assert.Equal((131, 128 * 1024), (many.PoolSize, many.BlockBytes));
    }

    static JobTimes Times() =>
        new(
            1000,
            Seconds: 10,
            [
                new("read", 1, 9),
                new("parse", 2, 9),
                new("normalize", 4, 9),
                new("validate", 8, 9),
                new("keys", 16, 9),
                new("encode", 32, 9),
                new("dedupe", 128, 9),
                new("sink", 256, 9),
                new("commit", 512, 9),
            ]
        );
}
