using BenchmarkDotNet.Attributes;
using Etl.Text;
using Etl.Text.Hashing;

namespace Etl.Benchmarks.Text;

/// <summary>The kernels that run once per value, over 10,000 contact values; the time is per value.</summary>
public class TextBenchmarks
{
    const int ValueCount = 10_000;

    readonly byte[][] values = ContactRows.Values(ValueCount);
    readonly byte[] destination = new byte[1000];
    readonly SipHash128 hash = new(1, 2);
    readonly byte[] joined;
    readonly FieldSpan[] places;
    readonly UInt128[] hashes = new UInt128[ValueCount];

    public TextBenchmarks()
    {
        joined = [.. values.SelectMany(value => value)];
        places = Places(values);
    }

    [Benchmark(OperationsPerInvoke = ValueCount)]
    public TextTraits Classify()
    {
        var traits = TextTraits.None;
        foreach (var value in values)
        {
            traits |= TextScan.Classify(value);
        }
        return traits;
    }

    [Benchmark(OperationsPerInvoke = ValueCount)]
    public int CommonLines()
    {
        var count = 0;
        foreach (var value in values)
        {
            count += value.Length <= ShortText.LengthMax && ShortText.Load(value).IsCommonLine(out _) ? 1 : 0;
        }
        return count;
    }

    [Benchmark(OperationsPerInvoke = ValueCount)]
    public int CodeForms()
    {
        var form = new CodeForm("A9A 9A9"u8);
        var count = 0;
        foreach (var value in values)
        {
            count += CodeText.TryLoad(value, out var code) && form.Fits(code) ? 1 : 0;
        }
        return count;
    }

    [Benchmark(OperationsPerInvoke = ValueCount)]
    public int ToLower()
    {
        var length = 0;
        foreach (var value in values)
        {
            length += AsciiCase.ToLower(value, destination);
        }
        return length;
    }

    [Benchmark(OperationsPerInvoke = ValueCount)]
    public int Fold()
    {
        var length = 0;
        foreach (var value in values)
        {
            length += CaseFold.Fold(value, destination);
        }
        return length;
    }

    [Benchmark(OperationsPerInvoke = ValueCount)]
    public int CopyDigits()
    {
        var length = 0;
        foreach (var value in values)
        {
            length += Digits.Copy(value, destination);
        }
        return length;
    }

    [Benchmark(OperationsPerInvoke = ValueCount)]
    public int CopyNumber()
    {
        var length = 0;
        foreach (var value in values)
        {
            length += Digits.CopyNumber(value, destination, out _);
        }
        return length;
    }

    [Benchmark(OperationsPerInvoke = ValueCount)]
    public UInt128 SipHash()
    {
        var sum = UInt128.Zero;
        foreach (var value in values)
        {
            sum ^= hash.Compute(value);
        }
        return sum;
    }

    [Benchmark(OperationsPerInvoke = ValueCount)]
    public UInt128 SipHashTogether()
    {
        hash.ComputeAll(joined, places, hashes);
        return hashes[^1];
    }

    static FieldSpan[] Places(byte[][] values)
    {
        var places = new FieldSpan[values.Length];
        var offset = 0;
        for (var index = 0; index < values.Length; index++)
        {
            places[index] = new FieldSpan(offset, values[index].Length);
            offset += values[index].Length;
        }
        return places;
    }
}
