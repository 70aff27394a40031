using System.Text.Unicode;
using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Whether a block is UTF-8: plain ASCII, accents, and Japanese with Russian.</summary>
public class Utf8ValidatorBenchmarks : IMeasured
{
    byte[] block = [];

    /// <summary>A name in each row.</summary>
    [Params("Fernandez", "Fernández", "株式会社 Иванов")]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    public CallSize CallSize => ContactRows.SizeOf(block);

    [GlobalSetup]
    public void Setup() => block = ContactRows.Make(512 * 1024, quotedPercent: 0, Name);

    [Benchmark(Baseline = true)]
    public bool Runtime() => Utf8.IsValid(block);

    [Benchmark]
    public bool IsValid() => Utf8Validator.IsValid(block);
}
