using Etl.Core.Batches;
using Etl.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>Text that keeps its line breaks.</summary>
readonly struct MultilineTextCleaner : ICellCleaner
{
    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) =>
        CleanText.LooksClean(buffer, cell);

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) => CleanText.IsCleanLines(value);

    /// <inheritdoc/>
    public void Clean(CellEdit cell) => TextRules.CleanLines(cell);
}
