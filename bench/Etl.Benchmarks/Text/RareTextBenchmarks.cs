using System.Text;
using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>What all questions about the bytes of a block cost together: plain ASCII, accents, and Japanese with Russian.</summary>
[MemoryDiagnoser]
public class RareTextBenchmarks
{
    const int BlockBytes = 512 * 1024;

    byte[] plain = [];
    byte[] accented = [];
    byte[] foreign = [];

    [GlobalSetup]
    public void Setup()
    {
        plain = ContactRows.Make(BlockBytes, quotedPercent: 0);
        accented = With("Fernández");
        foreign = With("株式会社 Иванов");
    }

    [Benchmark]
    public RareText PlainBlock() => Utf8Text.FindRare(plain);

    [Benchmark]
    public RareText AccentedBlock() => Utf8Text.FindRare(accented);

    [Benchmark]
    public RareText ForeignBlock() => Utf8Text.FindRare(foreign);

    byte[] With(string name) =>
        Encoding.UTF8.GetBytes(Encoding.ASCII.GetString(plain).Replace("Fernandez", name, StringComparison.Ordinal));
}
