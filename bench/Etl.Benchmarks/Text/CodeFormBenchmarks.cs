using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Whether values have the form of a postal code, here of Canada.</summary>
public class CodeFormBenchmarks : ValueBenchmarks
{
    readonly CodeForm form = new("A9A 9A9"u8);

    /// <summary>Byte by byte.</summary>
    [Benchmark(Baseline = true)]
    public int Scalar()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += CodeForm.FitsScalar(value, "A9A 9A9"u8) ? 1 : 0;
        }
        return count;
    }

    [Benchmark]
    public int Fits()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += CodeText.TryLoad(value, out var code) && form.Fits(code) ? 1 : 0;
        }
        return count;
    }
}
