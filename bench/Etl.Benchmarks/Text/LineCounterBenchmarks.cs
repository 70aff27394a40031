using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Counts the lines of 1 MiB of contact rows: 1 ms is 1 GiB/s.</summary>
public class LineCounterBenchmarks
{
    readonly byte[] bytes = ContactRows.Make(1 << 20, quotedPercent: 0);

    [Benchmark]
    public int Count() => LineCounter.Count(bytes);
}
