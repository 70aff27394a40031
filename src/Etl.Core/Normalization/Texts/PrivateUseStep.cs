using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>
/// Counts the values of mapped columns that hold characters for private use, which nobody can read who has not the program or font that they were
/// made for. Nothing is changed: a decoder cannot know what they were.
/// </summary>
/// <remarks>
/// The whole block is searched for such characters first, unless its parser has done so, and then each row: other values are not looked at.
/// </remarks>
public sealed class PrivateUseStep
{
    readonly int[] columns;

    /// <summary>Makes the step of one layout, which says which columns are mapped.</summary>
    public PrivateUseStep(BatchLayout layout) => columns = layout.MappedColumns();

    /// <summary>Looks at all pending rows of a batch.</summary>
    public void Run(RecordBatch batch)
    {
        if ((batch.Rare & RareText.PrivateUse) == 0 || PrivateUse.IndexIn(batch.Block.Bytes) < 0)
        {
            return;
        }
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row) && PrivateUse.IndexIn(batch.Original(row)) >= 0)
            {
                Look(batch, row);
            }
        }
    }

    void Look(RecordBatch batch, int row)
    {
        foreach (var column in columns)
        {
            if (PrivateUse.IndexIn(batch.Value(row, column)) >= 0)
            {
                var cell = batch.Cell(row, column);
                batch.CountValue(Codes.TextPrivateUse, row, column, cell, cell);
            }
        }
    }
}
