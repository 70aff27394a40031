using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>
/// Counts the values of mapped columns that are UTF-8 read in another encoding, or reads them back. Runs before the columns are
/// cleaned, which might take the damage for white space or a sign to remove. What is only counted is left as it is by all cleaners.
/// </summary>
/// <remarks>
/// The whole block is searched for the damage first, unless its parser has done so, and then each row: undamaged values are not looked at.
/// </remarks>
public sealed class MojibakeStep
{
    readonly int[] columns;
    readonly bool repairs;

    /// <summary>Makes the step of one layout.</summary>
    /// <param name="layout">Says which columns are mapped.</param>
    /// <param name="repairs">False to count only.</param>
    public MojibakeStep(BatchLayout layout, bool repairs)
    {
        this.repairs = repairs;
        columns = layout.MappedColumns();
    }

    /// <summary>Looks at all pending rows of a batch.</summary>
    public void Run(RecordBatch batch)
    {
        if ((batch.Rare & RareText.Misread) == 0 || !Mojibake.MayHold(batch.Block.Bytes))
        {
            return;
        }
        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.IsPending(row) && Mojibake.MayHold(batch.Original(row)))
            {
                Look(batch, row);
            }
        }
    }

    void Look(RecordBatch batch, int row)
    {
        foreach (var column in columns)
        {
            if (Mojibake.MayHold(batch.Value(row, column)))
            {
                Look(batch, row, column);
            }
        }
    }

    void Look(RecordBatch batch, int row, int column)
    {
        var before = batch.Cell(row, column);
        // The room is rented first: renting may move the buffer that the value lies in.
        var room = batch.RentScratch(before.Length);
        if (!Mojibake.TryRepair(batch.Value(before), room, out var length))
        {
            return;
        }
        var code = repairs ? Codes.TextMojibakeRepaired : Codes.TextMojibake;
        if (repairs)
        {
            batch.SetCell(row, column, batch.KeepScratch(length));
        }
        else
        {
            batch.KeepsMojibake = true;
        }
        batch.Count(code, column);
        batch.Explanations?.Add(row, column, code, before, batch.Cell(row, column));
    }
}
