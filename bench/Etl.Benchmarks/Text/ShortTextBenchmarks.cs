using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Whether values are clean as they are, which nearly all texts are told by.</summary>
public class ShortTextBenchmarks : ValueBenchmarks
{
    /// <summary>By comparisons with ranges of characters, as on processors without the tables.</summary>
    [Benchmark(Baseline = true)]
    public int ByRanges()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += value.Length <= ShortText.LengthMax && ShortText.Load(value).IsCommonLineByRanges(out _) ? 1 : 0;
        }
        return count;
    }

    [Benchmark]
    public int IsCommonLine()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += value.Length <= ShortText.LengthMax && ShortText.Load(value).IsCommonLine(out _) ? 1 : 0;
        }
        return count;
    }
}
