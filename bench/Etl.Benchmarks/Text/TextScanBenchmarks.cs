using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Which kinds of characters values hold, which decides how they are cleaned.</summary>
public class TextScanBenchmarks : ValueBenchmarks
{
    /// <summary>Byte by byte.</summary>
    [Benchmark(Baseline = true)]
    public int Scalar()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += (int)TextScan.ClassifyScalar(value);
        }
        return count;
    }

    [Benchmark]
    public int Classify()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += (int)TextScan.Classify(value);
        }
        return count;
    }
}
