using BenchmarkDotNet.Attributes;
using Etl.Text;
using Etl.Text.Hashing;

namespace Etl.Benchmarks.Text;

/// <summary>Values hashed under a key, as match keys are made.</summary>
public class SipHashBenchmarks : ValueBenchmarks
{
    readonly SipHash128 hash = new(1, 2);
    readonly byte[] joined;
    readonly FieldSpan[] places;
    readonly UInt128[] hashes;

    public SipHashBenchmarks()
    {
        (joined, places) = ContactRows.Join(Values);
        hashes = new UInt128[Values.Length];
    }

    /// <summary>One by one.</summary>
    [Benchmark(Baseline = true)]
    public UInt128 Compute()
    {
        var sum = UInt128.Zero;
        foreach (var value in Values)
        {
            sum ^= hash.Compute(value);
        }
        return sum;
    }

    /// <summary>Several at once.</summary>
    [Benchmark]
    public UInt128 ComputeAll()
    {
        hash.ComputeAll(joined, places, hashes);
        return hashes[^1];
    }
}
