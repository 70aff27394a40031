using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;

namespace Etl.Core.Validation;

/// <summary>Counts the e-mail addresses and phone numbers that are not loaded because their column is mapped to nothing.</summary>
public sealed class LeftOutRule
{
    readonly int[] columns;

    /// <summary>Looks the columns up; <see cref="LeftOutColumns"/> marked them.</summary>
    public LeftOutRule(BatchLayout layout) =>
        columns = [.. Enumerable.Range(0, layout.Columns.Count).Where(column => layout.Columns[column].IsLeftOut)];

    /// <summary>False when there is nothing to count.</summary>
    public bool Counts => columns.Length > 0;

    /// <summary>Counts the values of the pending rows.</summary>
    public void Apply(RecordBatch batch)
    {
        foreach (var column in columns)
        {
            for (var row = 0; row < batch.RowCount; row++)
            {
                if (batch.IsPending(row) && !batch.Value(row, column).Trim((byte)' ').IsEmpty)
                {
                    batch.CountValue(
                        Codes.ColumnNotMapped,
                        row,
                        column,
                        batch.Cell(row, column),
                        batch.Cell(row, column)
                    );
                }
            }
        }
    }
}
