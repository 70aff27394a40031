using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>
/// Counts the values of mapped columns that hold characters for private use, which nobody can read who has not the program or font that they were
/// made for. Nothing is changed: a decoder cannot know what they were.
/// </summary>
/// <param name="layout">Says which columns are mapped.</param>
public sealed class PrivateUseStep(BatchLayout layout) : RareTextStep(layout, RareText.PrivateUse)
{
    /// <inheritdoc/>
    protected override bool MayHold(ReadOnlySpan<byte> text) => PrivateUse.IndexIn(text) >= 0;

    /// <inheritdoc/>
    protected override void Look(RecordBatch batch, int row, int column)
    {
        var cell = batch.Cell(row, column);
        batch.CountValue(Codes.TextPrivateUse, row, column, cell, cell);
    }
}
