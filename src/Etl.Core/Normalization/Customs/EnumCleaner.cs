using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Customs;

/// <summary>One word of a list, spelled as the list spells it.</summary>
/// <param name="Words">The list.</param>
readonly record struct EnumCleaner(EnumWords Words) : ICellCleaner
{
    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) => Words.Find(value).SequenceEqual(value);

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        TextRules.CleanLine(cell);
        if (cell.Value.IsEmpty)
        {
            return;
        }
        var word = Words.Find(cell.Value);
        if (word.IsEmpty)
        {
            cell.MarkBad(Codes.EnumUnknown);
        }
        else if (!word.SequenceEqual(cell.Value))
        {
            word.CopyTo(cell.RentOutput(word.Length));
            cell.Note(Codes.EnumFormatted);
            cell.KeepOutput(word.Length);
        }
    }
}
