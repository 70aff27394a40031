using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Values in lower case, as e-mail addresses are.</summary>
public class AsciiCaseBenchmarks : ValueBenchmarks
{
    /// <summary>By the runtime.</summary>
    [Benchmark(Baseline = true)]
    public int Runtime()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += Ascii.ToLower(value, Destination, out var length) == OperationStatus.Done ? length : 0;
        }
        return count;
    }

    [Benchmark]
    public int ToLower()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += AsciiCase.ToLower(value, Destination);
        }
        return count;
    }
}
