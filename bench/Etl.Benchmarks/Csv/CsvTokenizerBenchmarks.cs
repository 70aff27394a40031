using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Text;
using Etl.Text.Csv;

namespace Etl.Benchmarks.Csv;

/// <summary>Tokenizes one block of 1 MiB of contact rows: 1 ms is 1 GiB/s.</summary>
public class CsvTokenizerBenchmarks
{
    readonly CsvRows rows = new();
    byte[] bytes = [];
    CsvTokenizer tokenizer = CsvTokenizer.Create(new CsvSyntax());

    /// <summary>Rows with a quoted field, in percent.</summary>
    [Params(0, 30)]
    public int QuotedPercent { get; set; }

    [ParamsAllValues]
    public CsvKernel Kernel { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        bytes = ContactRows.Make(1 << 20, QuotedPercent);
        tokenizer = CsvTokenizer.Create(new CsvSyntax(), Kernel);
    }

    [Benchmark]
    public int Tokenize()
    {
        tokenizer.Tokenize(bytes, rows);
        return rows.FieldCount;
    }
}
