using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Text;
using Etl.Text.Csv;

namespace Etl.Benchmarks.Csv;

/// <summary>Finds the last row end of 16 MiB of contact rows, with each kernel and byte by byte.</summary>
public class CsvCutterBenchmarks : IMeasured
{
    readonly CsvCutter scalar = CsvCutter.Create(new CsvSyntax(), CsvKernel.Scalar);
    byte[] bytes = [];
    CsvCutter cutter = CsvCutter.Create(new CsvSyntax());

    /// <summary>Rows with a quoted field, in percent.</summary>
    [Params(0, 30)]
    public int QuotedPercent { get; set; }

    [Params(CsvKernel.Vector128, CsvKernel.Vector256, CsvKernel.Vector512)]
    public CsvKernel Kernel { get; set; }

    /// <inheritdoc/>
    public CallSize CallSize => ContactRows.SizeOf(bytes);

    [GlobalSetup]
    public void Setup()
    {
        bytes = ContactRows.Make(16 << 20, QuotedPercent);
        cutter = CsvCutter.Create(new CsvSyntax(), Kernel);
    }

    [Benchmark(Baseline = true)]
    public int Scalar() => scalar.Cut(bytes, isEndOfInput: false);

    [Benchmark]
    public int Cut() => cutter.Cut(bytes, isEndOfInput: false);
}
