using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Which values are plain phone numbers, and their digits; they lie in one buffer, as in a batch.</summary>
public class PlainNumberBenchmarks : ValueBenchmarks
{
    readonly byte[] buffer;
    readonly FieldSpan[] places;

    public PlainNumberBenchmarks()
    {
        // Whole registers can be read behind the last value.
        (buffer, places) = ContactRows.Join(Values);
        Array.Resize(ref buffer, buffer.Length + PlainNumber.RoomLength);
    }

    /// <summary>Byte by byte.</summary>
    [Benchmark(Baseline = true)]
    public int Scalar()
    {
        var count = 0;
        foreach (var value in Values)
        {
            count += PlainNumber.ReadScalar(value, Destination).Count;
        }
        return count;
    }

    [Benchmark]
    public int TryRead()
    {
        var count = 0;
        foreach (var place in places)
        {
            count += PlainNumber.TryRead(buffer, place, Destination, out var number) ? number.Count : 0;
        }
        return count;
    }
}
