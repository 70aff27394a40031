using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Asks which fields of 4,096 rows of 14 columns are empty: one in four. 4 µs is a nanosecond a row.</summary>
public class FieldColumnBenchmarks
{
    const int RowCount = 4096;
    const int ColumnCount = 14;

    readonly FieldSpan[] fields = new FieldSpan[RowCount * ColumnCount];
    readonly ulong[] masks = new ulong[ColumnCount * FieldColumn.RunCount(RowCount)];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var index = 0; index < fields.Length; index++)
        {
            fields[index] = new FieldSpan(index * 10, random.Next(4) == 0 ? 0 : 9);
        }
    }

    [Benchmark]
    public ulong FilledOfAll()
    {
        FieldColumn.FilledOfAll(fields, ColumnCount, masks);
        return masks[0];
    }

    [Benchmark]
    public ulong Filled()
    {
        var filled = 0UL;
        for (var row = 0; row < RowCount; row += FieldColumn.RowsMax)
        {
            filled ^= FieldColumn.Filled(fields.AsSpan(row * ColumnCount), ColumnCount, column: 1);
        }
        return filled;
    }
}
