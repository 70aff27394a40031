using Etl.Core.Diagnostics;
using Etl.Core.Pipeline;

namespace Etl.Core.Tests.Pipeline;

public sealed class MemoryPlanTests
{
    [Theory]
    [InlineData(128, 2)]
    [InlineData(256, 2)]
    [InlineData(512, 8)]
    [InlineData(4096, 64)]
    public void Everything_that_is_planned_fits_into_the_budget(int megabytes, int workers)
    {
        var plan = MemoryPlan.Create(megabytes * 1024L * 1024, workers);

        Assert.True(plan.BatchesBytes + plan.KeyBytes + MemoryPlan.FixedBytes <= plan.MemoryBytes);
        Assert.True(plan.KeyBytes > 0);
        Assert.True(plan.BatchCount > plan.Workers);
    }

    [Theory]
    [InlineData(128, 2)]
    [InlineData(512, 8)]
    [InlineData(65_536, 64)]
    public void Batches_that_are_cleaned_ahead_take_a_quarter_of_the_keys_at_most(int megabytes, int workers)
    {
        var plan = MemoryPlan.CreateForChunks(megabytes * 1024L * 1024, workers, 4, null);
        var ahead = plan.WithBatchesAhead();

        Assert.True(ahead.BatchCount > plan.BatchCount);
        Assert.InRange(ahead.KeyBytes, plan.KeyBytes / 4 * 3, plan.KeyBytes);
        Assert.True(ahead.BatchesBytes + ahead.KeyBytes + MemoryPlan.FixedBytes <= ahead.MemoryBytes);
    }

    [Theory]
    [InlineData(512, 2, 2, 8)]
    [InlineData(512, 4, 4, 7)]
    [InlineData(512, 8, 4, 5)]
    [InlineData(4096, 8, 4, 8)]
    [InlineData(128, 2, 2, 4)]
    public void Chunks_become_smaller_before_blocks_do(int megabytes, int workers, int connections, int batchesPerChunk)
    {
        var memoryBytes = megabytes * 1024L * 1024;
        var plan = MemoryPlan.CreateForChunks(memoryBytes, workers, connections, null);

        Assert.Equal(batchesPerChunk, plan.BatchesPerChunk);
        Assert.True(batchesPerChunk == 4 || plan.BlockBytes == MemoryPlan.DefaultBlockBytes);
        Assert.True(plan.BatchesBytes + plan.KeyBytes + MemoryPlan.FixedBytes <= plan.MemoryBytes);
        Assert.True(plan.BatchCount >= (connections + 1) * batchesPerChunk);
    }

    [Fact]
    public void A_budget_too_small_for_the_runtime_says_what_is_needed()
    {
        var exception = Assert.Throws<JobException>(() => MemoryPlan.Create(64L * 1024 * 1024, 2));

        Assert.Contains("needs at least", exception.Message, StringComparison.Ordinal);
        Assert.Contains("--memory", exception.Message, StringComparison.Ordinal);
    }
}
