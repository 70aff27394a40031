using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Text;
using Etl.Text.Csv;

namespace Etl.Benchmarks.Csv;

/// <summary>Writes 10,000 contact values as fields; the time is per field.</summary>
public class CsvQuotingBenchmarks
{
    const int ValueCount = 10_000;

    readonly CsvQuoting quoting = new(new CsvSyntax());
    readonly byte[][] values = ContactRows.Values(ValueCount);
    readonly byte[] destination = new byte[1000];

    [Benchmark(OperationsPerInvoke = ValueCount)]
    public int NeedsQuotes()
    {
        var count = 0;
        foreach (var value in values)
        {
            count += quoting.NeedsQuotes(value) ? 1 : 0;
        }
        return count;
    }

    [Benchmark(OperationsPerInvoke = ValueCount)]
    public int Write()
    {
        var length = 0;
        foreach (var value in values)
        {
            length += quoting.Write(value, destination);
        }
        return length;
    }
}
