using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Text;
using Etl.Text.Csv;

namespace Etl.Benchmarks.Csv;

/// <summary>Cuts 16 MiB of contact rows in one call: 16 ms is 1 GiB/s.</summary>
public class CsvCutterBenchmarks
{
    byte[] bytes = [];
    CsvCutter cutter = CsvCutter.Create(new CsvSyntax());

    /// <summary>Rows with a quoted field, in percent.</summary>
    [Params(0, 30)]
    public int QuotedPercent { get; set; }

    [ParamsAllValues]
    public CsvKernel Kernel { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        bytes = ContactRows.Make(16 << 20, QuotedPercent);
        cutter = CsvCutter.Create(new CsvSyntax(), Kernel);
    }

    [Benchmark]
    public int Cut() => cutter.Cut(bytes, isEndOfInput: false);
}
