using Etl.Core.Diagnostics;
using Etl.Core.Pipeline;
using Etl.Jobs.Tuning;

namespace Etl.Jobs.Tests.Tuning;

public sealed class ChunkObserverTests
{
    [Fact]
    public void The_largest_chunk_counts()
    {
        var observer = new ChunkObserver();
        foreach (var read in (long[])[25_000, 53_400, 60_000])
        {
            observer.Advanced(new PipelineProgress(new RowTotals { Read = read }, 0), 0);
        }

        Assert.Equal(28_400, observer.ChunkRows);
    }
}
