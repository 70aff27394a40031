using System.Runtime.InteropServices;

namespace Etl.Text.Tests;

public sealed class FieldColumnTests
{
    [Fact]
    public void Filled_fields_of_a_column_are_found_as_one_by_one()
    {
        const int Seed = 31;
        var random = new Random(Seed);
        for (var round = 0; round < 2_000; round++)
        {
            var columnCount = random.Next(1, 20);
            var fields = new FieldSpan[columnCount * random.Next(0, 80)];
            foreach (ref var field in fields.AsSpan())
            {
                field = new FieldSpan(random.Next(), random.Next(2) * random.Next(1, int.MaxValue));
            }
            var column = random.Next(columnCount);
            Assert.Equal(
                (Seed, round, FieldColumn.FilledScalar(fields, columnCount, column)),
                (Seed, round, FieldColumn.Filled(fields, columnCount, column))
            );
        }
    }

    [Fact]
    public void Filled_fields_of_all_columns_are_those_of_each()
    {
        const int Seed = 32;
        var random = new Random(Seed);
        for (var round = 0; round < 500; round++)
        {
            var columnCount = random.Next(1, 27);
            var fields = new FieldSpan[columnCount * random.Next(0, 200)];
            foreach (ref var field in fields.AsSpan())
            {
                field = new FieldSpan(random.Next(), random.Next(2) * random.Next(1, int.MaxValue));
            }
            var runCount = FieldColumn.RunCount(fields.Length / columnCount);
            var masks = new ulong[columnCount * runCount];
            random.NextBytes(MemoryMarshal.AsBytes(masks.AsSpan()));
            FieldColumn.FilledOfAll(fields, columnCount, masks);
            for (var index = 0; index < masks.Length; index++)
            {
                var (column, run) = Math.DivRem(index, runCount);
                var rest = fields.AsSpan(run * FieldColumn.RowsMax * columnCount);
                Assert.Equal(
                    (Seed, round, index, FieldColumn.FilledScalar(rest, columnCount, column)),
                    (Seed, round, index, masks[index])
                );
            }
        }
    }

    [Fact]
    public void A_column_that_no_row_has_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FieldColumn.Filled(new FieldSpan[4], 2, 2));
}
