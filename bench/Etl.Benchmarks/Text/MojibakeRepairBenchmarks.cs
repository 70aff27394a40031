using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Reads one damaged value back; the row is a value.</summary>
public class MojibakeRepairBenchmarks : IMeasured
{
    readonly byte[] damaged = [.. "PaweÅ‚ WiÅ›niewski"u8];
    readonly byte[] output = new byte[100];

    /// <inheritdoc/>
    public CallSize CallSize => new(damaged.Length, Rows: 1);

    [Benchmark]
    public bool TryRepair() => Mojibake.TryRepair(damaged, output, out _);
}
