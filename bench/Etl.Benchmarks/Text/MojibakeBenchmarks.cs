using System.Text;
using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>What looking for UTF-8 that was read in another encoding costs a block: plain, with accents, and damaged.</summary>
[MemoryDiagnoser]
public class MojibakeBenchmarks
{
    const int BlockBytes = 512 * 1024;

    byte[] plain = [];
    byte[] accented = [];
    byte[] damaged = [];
    byte[] output = [];

    [GlobalSetup]
    public void Setup()
    {
        plain = ContactRows.Make(BlockBytes, quotedPercent: 0);
        accented = Encoding.UTF8.GetBytes(
            Encoding.ASCII.GetString(plain).Replace("Fernandez", "Fernández", StringComparison.Ordinal)
        );
        damaged = "PaweÅ‚ WiÅ›niewski"u8.ToArray();
        output = new byte[damaged.Length];
    }

    /// <summary>A block of plain ASCII.</summary>
    [Benchmark]
    public bool PlainBlock() => Mojibake.MayHold(plain);

    /// <summary>A block with one accent in every row.</summary>
    [Benchmark]
    public bool AccentedBlock() => Mojibake.MayHold(accented);

    /// <summary>One damaged value read back.</summary>
    [Benchmark]
    public bool DamagedValue() => Mojibake.TryRepair(damaged, output, out _);
}
