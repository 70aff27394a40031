using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>What looking for runs of characters beyond ASCII costs a block that has none: plain, and with an accent in each name.</summary>
public class NonAsciiRunsBenchmarks : IMeasured
{
    byte[] block = [];

    /// <summary>A name in each row.</summary>
    [Params("Fernandez", "Fernández")]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    public CallSize CallSize => ContactRows.SizeOf(block);

    [GlobalSetup]
    public void Setup() => block = ContactRows.Make(512 * 1024, quotedPercent: 0, Name);

    [Benchmark(Baseline = true)]
    public int Scalar() => NonAsciiRuns.IndexOfScalar(block);

    [Benchmark]
    public int IndexOf() => NonAsciiRuns.IndexOf(block);
}
