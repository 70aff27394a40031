namespace Etl.Core.Normalization.Texts;

/// <summary>One line of text.</summary>
readonly struct TextCleaner : ICellCleaner
{
    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) => CleanText.IsCleanLine(value);

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        if (!TextRules.TryTrimUsual(cell, this))
        {
            TextRules.CleanLine(cell);
        }
    }
}
