using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>What all questions about the bytes of a block cost together: plain ASCII, accents, and Japanese with Russian.</summary>
public class RareTextBenchmarks : IMeasured
{
    byte[] block = [];

    /// <summary>A name in each row.</summary>
    [Params("Fernandez", "Fernández", "株式会社 Иванов")]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    public CallSize CallSize => ContactRows.SizeOf(block);

    [GlobalSetup]
    public void Setup() => block = ContactRows.Make(512 * 1024, quotedPercent: 0, Name);

    /// <summary>One question after the other, each a pass of its own.</summary>
    [Benchmark(Baseline = true)]
    public RareText OneByOne() => RareTextScan.FindScalar(block);

    [Benchmark]
    public RareText Find() => RareTextScan.Find(block);
}
