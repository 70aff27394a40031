namespace Etl.Core.Normalization.Texts;

/// <summary>An identifier or a custom field: trimmed, never changed otherwise.</summary>
readonly struct IdentifierCleaner : ICellCleaner
{
    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) => CleanText.IsCleanIdentifier(value);

    /// <inheritdoc/>
    public void Clean(CellEdit cell) => TextRules.CleanIdentifier(cell);
}
