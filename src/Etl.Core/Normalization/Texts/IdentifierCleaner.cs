using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>An identifier or a custom field: trimmed, never changed otherwise. One of which a spreadsheet lost digits is flagged.</summary>
/// <param name="HasLostDigits">True when the column's long numbers are known to have lost their last digits.</param>
readonly record struct IdentifierCleaner(bool HasLostDigits) : ICellCleaner
{
    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) =>
        !HasLostDigits && ShortText.TryLoad(buffer, cell, out var text) && text.IsVisibleAscii(except: (byte)'+');

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) =>
        CleanText.IsCleanIdentifier(value)
        && !LostDigits.IsRemnant(value)
        && !(HasLostDigits && LostDigits.IsRounded(value));

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        TextRules.CleanIdentifier(cell);
        if (LostDigits.IsRemnant(cell.Value) || (HasLostDigits && LostDigits.IsRounded(cell.Value)))
        {
            cell.Note(Codes.PrecisionLost);
        }
    }
}
