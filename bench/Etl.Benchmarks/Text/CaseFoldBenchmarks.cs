using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Values without their case, as names are compared.</summary>
public class CaseFoldBenchmarks : ValueBenchmarks
{
    /// <summary>ASCII alone, which is what folding can come near to.</summary>
    [Benchmark(Baseline = true)]
    public int Lower()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += AsciiCase.ToLower(value, Destination);
        }
        return count;
    }

    [Benchmark]
    public int Fold()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += CaseFold.Fold(value, Destination);
        }
        return count;
    }
}
