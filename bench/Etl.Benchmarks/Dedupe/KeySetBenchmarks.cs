using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Stages;
using Etl.Core.Dedupe;

namespace Etl.Benchmarks.Dedupe;

/// <summary>Looks half a million match keys up, beside the runtime's set; rows are keys.</summary>
public class KeySetBenchmarks : IMeasured
{
    const int KeyCount = 500_000;
    const int KeyBytes = 16;

    readonly UInt128[] keys = RandomKeys.Make(KeyCount);
    readonly KeySet set = new(KeyCount);
    HashSet<UInt128> plain = [];

    /// <inheritdoc/>
    public CallSize CallSize => new((long)KeyBytes * KeyCount, KeyCount);

    [GlobalSetup]
    public void Setup()
    {
        plain = [.. keys];
        foreach (var key in keys)
        {
            set.Add(key);
        }
    }

    [Benchmark(Baseline = true)]
    public int HashSet()
    {
        var count = 0;
        foreach (var key in keys)
        {
            count += plain.Contains(key) ? 1 : 0;
        }
        return count;
    }

    [Benchmark]
    public int Contains()
    {
        var count = 0;
        for (var row = 0; row < keys.Length; row++)
        {
            foreach (var key in KeysAhead.InBursts(keys, 1, row))
            {
                set.Prefetch(key);
            }
            count += set.Contains(keys[row]) ? 1 : 0;
        }
        return count;
    }
}
