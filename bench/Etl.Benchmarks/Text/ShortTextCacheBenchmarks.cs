using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Remembering what short values are, which is asked in place of the slow question; against a table that never forgets.</summary>
public class ShortTextCacheBenchmarks : ValueBenchmarks
{
    const int Spellings = 200;

    readonly ShortTextCache cache = new();
    readonly WordTable table = new();
    readonly byte[][] spellings;

    /// <summary>Remembers the same spellings in both.</summary>
    public ShortTextCacheBenchmarks()
    {
        spellings =
        [
            .. Values
                .Where(value => value.Length <= ShortTextCache.LengthMax)
                .DistinctBy(Convert.ToHexString)
                .Take(Spellings),
        ];
        for (var index = 0; index < spellings.Length; index++)
        {
            cache.Add(spellings[index], index + 1);
            table.Add(spellings[index], index + 1);
        }
    }

    [Benchmark(Baseline = true)]
    public int Table()
    {
        var sum = 0;
        foreach (var value in Values)
        {
            sum += table.Find(value);
        }
        return sum;
    }

    [Benchmark]
    public int TryGet()
    {
        var sum = 0;
        foreach (var value in Values)
        {
            sum += cache.TryGet(value, out var number) ? number : 0;
        }
        return sum;
    }
}
