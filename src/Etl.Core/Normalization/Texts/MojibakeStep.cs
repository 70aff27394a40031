using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>
/// Counts the values of mapped columns that are UTF-8 read in another encoding, or reads them back. Runs before the columns are
/// cleaned, which might take the damage for white space or a sign to remove. What is only counted is left as it is by all cleaners.
/// </summary>
/// <param name="layout">Says which columns are mapped.</param>
/// <param name="repairs">False to count only.</param>
public sealed class MojibakeStep(BatchLayout layout, bool repairs) : RareTextStep(layout, RareText.Misread)
{
    /// <inheritdoc/>
    protected override bool MayHold(ReadOnlySpan<byte> text) => Mojibake.MayHold(text);

    /// <inheritdoc/>
    protected override void Look(RecordBatch batch, int row, int column)
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
