using Etl.Core.Batches;
using Etl.Core.Mapping;

namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// The last written columns of a table that Etl made, as far as nothing feeds them but parts of other columns' values. In most chunks they are
/// empty in all rows, and then they are left out: the server reads and copies each field that it is sent, NULL too (2.69 CPU seconds for 2.83,
/// 1,580,186 rows without five of 22 columns).
/// </summary>
/// <param name="start">Index of the first written column that may be left out.</param>
sealed class SpareTail(int start)
{
    /// <summary>Index of the first written column that may be left out, which is how many are always written.</summary>
    public int Start => start;

    /// <summary>The tail of the written columns; null when they have none.</summary>
    /// <param name="columns">The written columns.</param>
    /// <param name="layouts">The layouts of all inputs.</param>
    /// <param name="customsOf">The custom fields of a layout that have no column of their own.</param>
    public static SpareTail? Find(
        IReadOnlyList<LoadColumn> columns,
        IReadOnlyList<BatchLayout> layouts,
        Func<BatchLayout, IEnumerable<int>> customsOf
    )
    {
        var start = columns.Count;
        while (
            start > 0 && MayBeLeftOut(columns[start - 1]) && layouts.All(layout => IsSpare(columns[start - 1], layout))
        )
        {
            start--;
        }
        return start < columns.Count ? new SpareTail(start) : null;

        bool IsSpare(LoadColumn column, BatchLayout layout) =>
            column.HoldsCustoms
                ? customsOf(layout).All(index => IsSpareColumn(layout, index))
                : column.Field is { } field
                    && layout.ColumnOf(field) is var index
                    && (index < 0 || IsSpareColumn(layout, index));
    }

    /// <summary>True when no row of a batch has a value in these columns.</summary>
    public static bool IsEmptyIn(RecordBatch batch)
    {
        for (var column = 0; column < batch.ColumnCount; column++)
        {
            if (IsSpareColumn(batch.Layout, column) && batch.Filled(column).ContainsAnyExcept(0UL))
            {
                return false;
            }
        }
        return true;
    }

    static bool IsSpareColumn(BatchLayout layout, int column) =>
        layout.Columns[column].MappedBy == MappingSources.Spare;

    // What is left out gets its default, or that of its domain: both must be the NULL that would be written.
    static bool MayBeLeftOut(LoadColumn column) =>
        column
            is {
                HasEmptyValue: false,
                Column: { Default: null, IsGenerated: false, IsIdentity: false, TypeName: "text" or "jsonb" }
            };
}
