using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats.Composing;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Spreading;

namespace Etl.Jobs.Runs;

/// <summary>
/// Stops a job at the first batch in which a value found no room that a further column would make. It is an ordered step, so the columns that a
/// file gets depend on its records alone, not on which of them a worker came to first.
/// </summary>
/// <param name="layouts">What the columns of each input mean.</param>
/// <param name="use">Which columns of another program's file are needed; null when all are written.</param>
sealed class ColumnWatch(IReadOnlyList<BatchLayout> layouts, ColumnUse? use)
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
        if (missing.Count > 0 || use?.HasMissing == true)
        {
            throw new MissingColumnsException(missing);
        }
    }
}
