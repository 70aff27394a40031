namespace Etl.Core.Normalization.Texts;

/// <summary>Text that keeps its line breaks.</summary>
readonly struct MultilineTextCleaner : ICellCleaner
{
    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) => CleanText.IsCleanLines(value);

    /// <inheritdoc/>
    public void Clean(CellEdit cell) => TextRules.CleanLines(cell);
}
