using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>The digits of values, as phone numbers are read.</summary>
public class DigitsBenchmarks : ValueBenchmarks
{
    /// <summary>Byte by byte.</summary>
    [Benchmark(Baseline = true)]
    public int Scalar()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += Digits.CopyNumberScalar(value, Destination, out _);
        }
        return count;
    }

    /// <summary>With what stands between the digits.</summary>
    [Benchmark]
    public int CopyNumber()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += Digits.CopyNumber(value, Destination, out _);
        }
        return count;
    }

    /// <summary>The digits alone.</summary>
    [Benchmark]
    public int Copy()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += Digits.Copy(value, Destination);
        }
        return count;
    }
}
