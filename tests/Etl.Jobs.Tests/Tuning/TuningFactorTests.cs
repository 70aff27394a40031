using Etl.Core.Pipeline;
using Etl.Jobs.Options;
using Etl.Jobs.Tuning;

namespace Etl.Jobs.Tests.Tuning;

public sealed class TuningFactorTests
{
    [Theory]
    [InlineData(100_000, 5_000, 10_000, 20_000, 50_000)]
    [InlineData(30_000, 5_000, 10_000, 20_000)]
    [InlineData(14_000, 5_000, 10_000)]
    [InlineData(500)]
    public void Only_chunks_that_end_earlier_than_the_real_ones_are_tried(int real, params int[] values)
    {
        var factor = TuningFactor.ChunkRows(real);

        Assert.Equal(real, factor.Default);
        Assert.Equal(values, factor.Values);
    }

    [Fact]
    public void The_block_that_is_shown_as_the_default_is_the_one_that_fits_the_memory()
    {
        var memory = MemoryPlan.Create(100L << 20, 2);

        var factors = TuningFactor.For(new JobOptions(), memory, hasConnections: false);

        Assert.True(memory.BlockBytes < MemoryPlan.DefaultBlockBytes);
        Assert.Equal(memory.BlockBytes, factors.Single(factor => factor.Name == "ETL_BLOCK_BYTES").Default);
    }
}
