using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Stages;
using Etl.Core.Dedupe;
using Etl.Core.Dedupe.Spilling;

namespace Etl.Benchmarks.Dedupe;

/// <summary>Finds the duplicates among 200,000 keys on the disk, of which one in ten comes again, from the first key to the last answer; rows are keys.</summary>
public class KeySpillBenchmarks : IMeasured
{
    const int KeyCount = 200_000;
    const int RepeatedEvery = 10;
    const int KeyBytes = 16;
    const long MemoryBytes = 64 << 20;

    static readonly int[] rules = [0];

    readonly UInt128[] keys = RandomKeys.Make(KeyCount);
    readonly string folder = Path.GetTempPath();

    /// <inheritdoc/>
    public CallSize CallSize => new((long)KeyBytes * KeyCount, KeyCount);

    [GlobalSetup]
    public void Setup()
    {
        for (var index = RepeatedEvery; index < keys.Length; index += RepeatedEvery)
        {
            keys[index] = keys[index / 2];
        }
    }

    [Benchmark]
    public int Decide()
    {
        using var late = new LateDuplicates(folder, MemoryBytes);
        late.Begin(new KeySet());
        for (var row = 0; row < keys.Length; row++)
        {
            late.Add(keys.AsSpan(row, 1), rules);
        }
        late.Decide(CancellationToken.None);
        var count = 0;
        for (var row = 1; row <= keys.Length; row++)
        {
            count += late.IsDuplicate(row) ? 1 : 0;
        }
        return count;
    }
}
