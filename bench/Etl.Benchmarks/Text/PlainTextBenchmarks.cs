using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Whether values are lines of plain text, with letters of Latin beyond ASCII.</summary>
public class PlainTextBenchmarks : ValueBenchmarks
{
    readonly CodePointSet letters = new([(0xC0, 0x17F)]);

    /// <summary>Byte by byte.</summary>
    [Benchmark(Baseline = true)]
    public int Scalar()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += PlainText.IsLineScalar(value, letters) ? 1 : 0;
        }
        return count;
    }

    [Benchmark]
    public int IsLine()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += PlainText.IsLine(value, letters) ? 1 : 0;
        }
        return count;
    }
}
