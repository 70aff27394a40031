using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>What looking for characters for private use costs a block: plain, and with full-width forms, whose first byte is that of some of them.</summary>
public class PrivateUseBenchmarks : IMeasured
{
    byte[] block = [];

    /// <summary>A name in each row.</summary>
    [Params("Fernandez", "株式会社（東京）")]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    public CallSize CallSize => ContactRows.SizeOf(block);

    [GlobalSetup]
    public void Setup() => block = ContactRows.Make(512 * 1024, quotedPercent: 0, Name);

    [Benchmark]
    public int IndexIn() => PrivateUse.IndexIn(block);
}
