using BenchmarkDotNet.Attributes;
using Etl.Core.Batches;
using Etl.Core.Dedupe;

namespace Etl.Benchmarks.Stages;

/// <summary>Decides the rows of a batch, all of which came before, among a million keys of others: what waits for memory is the same for new rows.</summary>
[BenchmarkCategory("dedupe")]
public class DedupeBenchmarks : IMeasured
{
    const int OtherCount = 1_000_000;

    readonly RecordBatch batch = ContactBatch.Make(keyCount: 1);
    readonly FileDeduper deduper = new([0], DuplicatePolicy.Skip, long.MaxValue, expectedKeys: OtherCount);

    /// <inheritdoc/>
    public CallSize CallSize => ContactBatch.SizeOf(batch);

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var count = 0; count < OtherCount; count += batch.RowCount)
        {
            foreach (ref var key in batch.Keys)
            {
                key = RandomKeys.Next(random);
            }
            Run();
        }
    }

    [Benchmark]
    public void Run()
    {
        batch.Outcomes.Fill(RowOutcome.Pending);
        deduper.Run(batch);
    }
}
