using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Counts the lines of 1 MiB of contact rows.</summary>
public class LineCounterBenchmarks : IMeasured
{
    readonly byte[] bytes = ContactRows.Make(1 << 20, quotedPercent: 0);

    /// <inheritdoc/>
    public CallSize CallSize => ContactRows.SizeOf(bytes);

    [Benchmark(Baseline = true)]
    public int Scalar() => LineCounter.CountScalar(bytes);

    [Benchmark]
    public int Count() => LineCounter.Count(bytes);
}
