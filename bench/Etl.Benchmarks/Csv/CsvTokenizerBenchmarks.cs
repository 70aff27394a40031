using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Text;
using Etl.Text.Csv;

namespace Etl.Benchmarks.Csv;

/// <summary>Finds the fields of one block of 1 MiB of contact rows, with each kernel and byte by byte.</summary>
public class CsvTokenizerBenchmarks : IMeasured
{
    readonly CsvRows rows = new();
    readonly CsvTokenizer scalar = CsvTokenizer.Create(new CsvSyntax(), CsvKernel.Scalar);
    byte[] bytes = [];
    CsvTokenizer tokenizer = CsvTokenizer.Create(new CsvSyntax());

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
        bytes = ContactRows.Make(1 << 20, QuotedPercent);
        tokenizer = CsvTokenizer.Create(new CsvSyntax(), Kernel);
    }

    [Benchmark(Baseline = true)]
    public int Scalar()
    {
        scalar.Tokenize(bytes, rows);
        return rows.FieldCount;
    }

    [Benchmark]
    public int Tokenize()
    {
        tokenizer.Tokenize(bytes, rows);
        return rows.FieldCount;
    }
}
