using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Spreading;

namespace Etl.Jobs.Runs;

/// <summary>
/// Stops a job at the first batch in which a value found no room that a further column would make. It is an ordered step, so the columns that a
/// file gets depend on its records alone, not on which of them a worker came to first.
/// </summary>
/// <param name="layouts">What the columns of each input mean.</param>
sealed class ColumnWatch(IReadOnlyList<BatchLayout> layouts)
{
    /// <summary>Looks at a cleaned batch.</summary>
    public void Run(RecordBatch batch)
    {
        var layout = layouts[batch.Block.InputIndex];
        var columns = batch
            .Counts.Entries.Where(entry => entry.Code == Codes.ListKept)
            .Select(entry => entry.Column)
            .Concat(batch.Rejects.Where(reject => reject.Code == Codes.ListKept).Select(reject => reject.Column));
        var missing = columns
            .SelectMany(column => DerivedColumns.FindRoom(layout, layout.Columns[column].Field!))
            .ToHashSet();
        if (missing.Count > 0)
        {
            throw new MissingColumnsException(missing);
        }
    }
}
