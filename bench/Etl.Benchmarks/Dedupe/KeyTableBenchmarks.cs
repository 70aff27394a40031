using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Stages;
using Etl.Core.Dedupe;

namespace Etl.Benchmarks.Dedupe;

/// <summary>Finds the contacts of half a million match keys, beside the runtime's dictionary; rows are keys.</summary>
public class KeyTableBenchmarks : IMeasured
{
    const int KeyCount = 500_000;
    const int KeyBytes = 16;

    readonly UInt128[] keys = RandomKeys.Make(KeyCount);
    readonly KeyTable table = new(keepsAllOwners: false, KeyCount);
    readonly Dictionary<UInt128, long> plain = new(KeyCount);

    /// <inheritdoc/>
    public CallSize CallSize => new((long)KeyBytes * KeyCount, KeyCount);

    [GlobalSetup]
    public void Setup()
    {
        for (var index = 0; index < keys.Length; index++)
        {
            plain[keys[index]] = index + 1;
            table.Add(keys[index], index + 1);
        }
    }

    [Benchmark(Baseline = true)]
    public long Dictionary()
    {
        var sum = 0L;
        foreach (var key in keys)
        {
            sum += plain[key];
        }
        return sum;
    }

    [Benchmark]
    public long Find()
    {
        var sum = 0L;
        for (var row = 0; row < keys.Length; row++)
        {
            foreach (var key in KeysAhead.Of(keys, 1, row))
            {
                table.Prefetch(key);
            }
            sum += table.Find(keys[row]);
        }
        return sum;
    }
}
