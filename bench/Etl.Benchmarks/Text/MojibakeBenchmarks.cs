using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>What looking for UTF-8 that was read in another encoding costs a block: plain, and with an accent in every row.</summary>
public class MojibakeBenchmarks : IMeasured
{
    byte[] block = [];

    /// <summary>A name in each row.</summary>
    [Params("Fernandez", "Fernández")]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    public CallSize CallSize => ContactRows.SizeOf(block);

    [GlobalSetup]
    public void Setup() => block = ContactRows.Make(512 * 1024, quotedPercent: 0, Name);

    [Benchmark]
    public bool MayHold() => Mojibake.MayHold(block);
}
