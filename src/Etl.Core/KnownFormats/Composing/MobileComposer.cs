using Etl.Core.Batches;
using Etl.Core.Normalization.Phones;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// Moves a number from the column for landlines to the one for mobile phones, which the program demands, when the record has no other and the numbering
/// plan says that it is a mobile number.
/// </summary>
/// <param name="mobile">Column of the output for mobile numbers.</param>
/// <param name="phone">Column of the output for landlines.</param>
/// <param name="writer">How the program writes mobile numbers.</param>
sealed class MobileComposer(int mobile, int phone, IValueWriter? writer)
{
    /// <summary>Moves the number of one row; true when it did.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="cells">Cells of the row.</param>
    /// <param name="row">The row that is composed.</param>
    /// <param name="field">Column of the batch that holds the landline; −1 when there is none.</param>
    public bool Compose(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row, int field)
    {
        if (
            field < 0
            || !row.IsEmpty(mobile)
            || row.IsEmpty(phone)
            || cells[field].IsEmpty
            || PhoneAssignment.KindOf(batch.Value(cells[field])) != PhoneNumberKind.Mobile
        )
        {
            return false;
        }
        row.TryWrite(mobile, cells[field], writer, field);
        row.Set(phone, default(FieldSpan));
        return true;
    }
}
