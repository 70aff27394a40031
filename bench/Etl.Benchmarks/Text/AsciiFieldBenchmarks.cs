using System.Text;
using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Whether fields of a block are ASCII, against the runtime's look at each.</summary>
public class AsciiFieldBenchmarks : ValueBenchmarks
{
    readonly byte[] buffer;
    readonly FieldSpan[] fields;

    /// <summary>Joins the values.</summary>
    public AsciiFieldBenchmarks() => (buffer, fields) = ContactRows.Join(Values);

    [Benchmark(Baseline = true)]
    public int Runtime()
    {
        var count = 0;
        foreach (var field in fields)
        {
            count += Ascii.IsValid(buffer.AsSpan(field.Offset, field.Length)) ? 1 : 0;
        }
        return count;
    }

    [Benchmark]
    public int IsAscii()
    {
        var count = 0;
        foreach (var field in fields)
        {
            count += AsciiField.IsAscii(buffer, field) ? 1 : 0;
        }
        return count;
    }
}
