using BenchmarkDotNet.Attributes;
using Etl.Text;

namespace Etl.Benchmarks.Text;

/// <summary>Asks which fields of 4,096 rows of 14 columns are empty: one in four.</summary>
public class FieldColumnBenchmarks : IMeasured
{
    const int RowCount = 4096;
    const int ColumnCount = 14;
    const int FieldBytes = 2 * sizeof(int);

    readonly FieldSpan[] fields = new FieldSpan[RowCount * ColumnCount];
    readonly ulong[] masks = new ulong[ColumnCount * FieldColumn.RunCount(RowCount)];

    /// <inheritdoc/>
    public CallSize CallSize => new((long)fields.Length * FieldBytes, RowCount);

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var index = 0; index < fields.Length; index++)
        {
            fields[index] = new FieldSpan(index * 10, random.Next(4) == 0 ? 0 : 9);
        }
    }

    /// <summary>Column by column, field by field.</summary>
    [Benchmark(Baseline = true)]
    public ulong Scalar()
    {
        var filled = 0UL;
        for (var column = 0; column < ColumnCount; column++)
        {
            for (var row = 0; row < RowCount; row += FieldColumn.RowsMax)
            {
                filled ^= FieldColumn.FilledScalar(fields.AsSpan(row * ColumnCount), ColumnCount, column);
            }
        }
        return filled;
    }

    [Benchmark]
    public ulong Filled()
    {
        var filled = 0UL;
        for (var column = 0; column < ColumnCount; column++)
        {
            for (var row = 0; row < RowCount; row += FieldColumn.RowsMax)
            {
                filled ^= FieldColumn.Filled(fields.AsSpan(row * ColumnCount), ColumnCount, column);
            }
        }
        return filled;
    }

    [Benchmark]
    public ulong FilledOfAll()
    {
        FieldColumn.FilledOfAll(fields, ColumnCount, masks);
        return masks[0];
    }
}
