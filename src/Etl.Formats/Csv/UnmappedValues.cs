using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;

namespace Etl.Formats.Csv;

/// <summary>
/// Counts the values of columns that feed no field where an output holds fields only, so that nothing is left out in silence. Columns that the user ignores are
/// not counted.
/// </summary>
sealed class UnmappedValues
{
    BatchLayout? layout;
    int[] columns = [];

    /// <summary>Counts the values of the rows that are still pending.</summary>
    public void Count(RecordBatch batch)
    {
        if (!ReferenceEquals(layout, batch.Layout))
        {
            layout = batch.Layout;
            columns = [.. Enumerable.Range(0, layout.Columns.Count).Where(index => IsUnmapped(layout.Columns[index]))];
        }
        foreach (var column in columns)
        {
            var count = 0;
            for (var row = 0; row < batch.RowCount; row++)
            {
                if (batch.IsPending(row) && batch.Cell(row, column) is { IsEmpty: false } cell)
                {
                    count++;
                    batch.Explanations?.Add(row, column, Codes.ExportUnmapped, cell, default);
                }
            }
            batch.Count(Codes.ExportUnmapped, column, count);
        }
    }

    static bool IsUnmapped(ColumnPlan column) =>
        column is { SourceIndex: >= 0, Field: null } && column.MappedBy == MappingSources.None;
}
