using BenchmarkDotNet.Attributes;
using Etl.Benchmarks.Text;
using Etl.Text.Csv;

namespace Etl.Benchmarks.Csv;

/// <summary>Writes 10,000 contact values as fields, beside copying them; rows are values.</summary>
public class CsvQuotingBenchmarks : IMeasured
{
    const int ValueCount = 10_000;

    readonly CsvQuoting quoting = new(new CsvSyntax());
    readonly byte[][] values = ContactRows.Values(ValueCount);
    readonly byte[] destination = new byte[1000];

    /// <inheritdoc/>
    public CallSize CallSize => ContactRows.SizeOf(values);

    /// <summary>The values as they are: what no writer can go below.</summary>
    [Benchmark(Baseline = true)]
    public int Copy()
    {
        var length = 0;
        foreach (var value in values)
        {
            value.CopyTo(destination.AsSpan());
            length += value.Length;
        }
        return length;
    }

    [Benchmark]
    public int NeedsQuotes()
    {
        var count = 0;
        foreach (var value in values)
        {
            count += quoting.NeedsQuotes(value) ? 1 : 0;
        }
        return count;
    }

    [Benchmark]
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
