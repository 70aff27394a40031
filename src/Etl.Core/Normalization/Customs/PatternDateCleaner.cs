using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Dates;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Customs;

/// <summary>A date of the form that the user names, as ISO 8601; one that is ISO 8601 already stays.</summary>
/// <param name="Pattern">The form.</param>
readonly record struct PatternDateCleaner(DatePattern Pattern) : ICellCleaner
{
    static readonly DatePattern iso = DatePattern.Find("yyyy-MM-dd")!;

    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) => value.Length == IsoText.DateLength && iso.TryRead(value, out _);

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        TextRules.CleanLine(cell);
        if (cell.Value.IsEmpty || IsClean(cell.Value))
        {
            return;
        }
        if (!Pattern.TryRead(cell.Value, out var date))
        {
            WidthFold.Narrow(cell, Codes.DateFormatted);
        }
        if (!Pattern.TryRead(cell.Value, out date))
        {
            cell.MarkBad(Codes.DateSyntax);
            return;
        }
        IsoText.WriteDate(cell.RentOutput(IsoText.DateLength), date);
        cell.Note(Codes.DateFormatted);
        cell.KeepOutput(IsoText.DateLength);
    }
}
