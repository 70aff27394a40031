using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Text;

namespace Etl.Core.Normalization;

/// <summary>Cleans one column: asks of each value whether it is clean already, and edits only those that are not.</summary>
sealed class ColumnNormalizer<TCleaner>(TCleaner cleaner, BadValues badValues) : IFieldNormalizer
    where TCleaner : struct, ICellCleaner
{
    readonly CellEdit edit = new();

    /// <inheritdoc/>
    public void Normalize(RecordBatch batch, int column)
    {
        var columnCount = batch.ColumnCount;
        var outcomes = batch.Outcomes;
        var cells = batch.Cells;
        var buffer = batch.Block.Buffer;
        edit.BeginColumn(batch, column);
        for (var row = 0; row < outcomes.Length; row++)
        {
            var span = cells[row * columnCount + column];
            if (span.Length == 0 || outcomes[row] != RowOutcome.Pending)
            {
                continue;
            }
            if (cleaner.IsClean(buffer.AsSpan(span.Offset, span.Length)))
            {
                continue;
            }
            if (batch.KeepsMojibake && Mojibake.IsDamaged(buffer.AsSpan(span.Offset, span.Length)))
            {
                continue;
            }
            edit.Begin(row, span, buffer);
            cleaner.Clean(edit);
            edit.End(badValues);
            buffer = batch.Block.Buffer; // keeping a new value may have moved it
        }
        edit.EndColumn();
    }
}
