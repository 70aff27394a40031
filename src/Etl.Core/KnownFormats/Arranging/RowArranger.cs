using Etl.Core.Batches;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>Arranges the rows of batches; one per worker. Values move between columns as places in the buffer, so none is copied.</summary>
public sealed class RowArranger
{
    readonly RowArrangement plan;
    readonly RowCells cells;

    internal RowArranger(RowArrangement plan)
    {
        this.plan = plan;
        cells = new RowCells(plan.ListSeparator);
    }

    /// <summary>Arranges the rows that are still pending.</summary>
    public void Arrange(RecordBatch batch)
    {
        cells.Begin(batch);
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row))
            {
                Arrange(row);
            }
        }
    }

    void Arrange(int row)
    {
        foreach (var conversion in plan.Conversions)
        {
            conversion.Convert(cells, row);
        }
        foreach (var placing in plan.Placings)
        {
            placing.Place(cells, row);
        }
        foreach (var (column, text) in plan.Texts)
        {
            if (cells.IsEmpty(row, column))
            {
                cells.SetText(row, column, text);
            }
        }
    }
}
