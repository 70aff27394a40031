using System.Text;
using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>What looking for characters for private use costs a block: plain, and with full-width forms, whose first byte is that of some of them.</summary>
[MemoryDiagnoser]
public class PrivateUseBenchmarks
{
    const int BlockBytes = 512 * 1024;

    byte[] plain = [];
    byte[] wide = [];

    [GlobalSetup]
    public void Setup()
    {
        plain = ContactRows.Make(BlockBytes, quotedPercent: 0);
        wide = Encoding.UTF8.GetBytes(
            Encoding.ASCII.GetString(plain).Replace("Fernandez", "株式会社（東京）", StringComparison.Ordinal)
        );
    }

    /// <summary>A block of plain ASCII.</summary>
    [Benchmark]
    public int PlainBlock() => PrivateUse.IndexIn(plain);

    /// <summary>A block with Chinese characters in full-width brackets.</summary>
    [Benchmark]
    public int WideBlock() => PrivateUse.IndexIn(wide);
}
