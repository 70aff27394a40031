using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Which values are usual e-mail addresses.</summary>
public class AddressScanBenchmarks : ValueBenchmarks
{
    /// <summary>Part by part.</summary>
    [Benchmark(Baseline = true)]
    public int Scalar()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += (int)AddressScan.ClassifyScalar(value);
        }
        return count;
    }

    [Benchmark]
    public int Classify()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += (int)AddressScan.Classify(value);
        }
        return count;
    }
}
