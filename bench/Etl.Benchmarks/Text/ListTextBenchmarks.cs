using BenchmarkDotNet.Attributes;
using Etl.Text.Lists;

namespace Etl.Benchmarks.Text;

/// <summary>Values written as elements of a list, beside copying them.</summary>
public class ListTextBenchmarks : ValueBenchmarks
{
    /// <summary>As they are.</summary>
    [Benchmark(Baseline = true)]
    public int Copy()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += Copied(value);
        }
        return count;
    }

    [Benchmark]
    public int Write()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += ListText.Write(value, Destination);
        }
        return count;
    }

    int Copied(byte[] value)
    {
        value.CopyTo(Destination.AsSpan());
        return value.Length;
    }
}
