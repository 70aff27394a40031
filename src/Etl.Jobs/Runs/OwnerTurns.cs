using Etl.Core.Batches;
using Etl.Core.Mapping;

namespace Etl.Jobs.Runs;

/// <summary>Gives records without an owner one in turn, by their number in the input (<c>--owner round-robin:a,b,c</c>).</summary>
sealed class OwnerTurns(OwnerAssignment owners)
{
    /// <summary>Fills the empty owners of a numbered batch.</summary>
    public void Run(RecordBatch batch)
    {
        var column = batch.Layout.ColumnOf("owner");
        if (column < 0)
        {
            return;
        }
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row) && batch.Cell(row, column).IsEmpty)
            {
                batch.Replace(row, column, owners.For(batch.FirstRecordNumber + row));
            }
        }
    }
}
