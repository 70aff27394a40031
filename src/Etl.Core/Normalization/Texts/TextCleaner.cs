using Etl.Core.Batches;
using Etl.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>One line of text.</summary>
readonly struct TextCleaner : ICellCleaner
{
    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) =>
        CleanText.LooksClean(buffer, cell);

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) =>
        CleanText.IsCommon(value, isName: false) || CleanText.IsCleanLine(value);

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        if (!TextRules.TryTrimUsual(cell, this))
        {
            TextRules.CleanLine(cell);
        }
    }
}
