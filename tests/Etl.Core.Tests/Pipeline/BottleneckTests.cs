using Etl.Core.Diagnostics;
using Etl.Core.Pipeline;

namespace Etl.Core.Tests.Pipeline;

public sealed class BottleneckTests
{
    [Theory]
    [InlineData(1, "normalize")]
    [InlineData(4, "sink")]
    public void Parallel_stages_share_their_time_among_the_workers(int workers, string expected)
    {
        StageTime[] stages = [new("read", 0.5, 0), new("parse", 1, 0), new("normalize", 3, 0), new("sink", 2, 0)];

        Assert.Equal(expected, Bottleneck.Find(stages, workers));
    }
}
