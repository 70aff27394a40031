using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Phones.Plans;
using Etl.Text;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>
/// A number that the format writes with its calling code and without a plus (<c>33612345678</c>), with the plus. What is no valid number in that way stays as it is.
/// </summary>
sealed class PlainPhoneConversion(int column) : ICellConversion
{
    /// <inheritdoc/>
    public void Convert(RowCells cells, int row)
    {
        var length = cells.Value(row, column).Length;
        if (length == 0 || !IsInternational(cells.Value(row, column)))
        {
            return;
        }
        var output = cells.Batch.RentScratch(length + 1);
        output[0] = (byte)'+';
        cells.Value(row, column).CopyTo(output[1..]);
        var before = cells.Batch.Cell(row, column);
        cells.Batch.SetCell(row, column, cells.Batch.KeepScratch(length + 1));
        cells.CountChange(Codes.FormatConvention, row, column, before);
    }

    static bool IsInternational(ReadOnlySpan<byte> value) => Digits.AreAll(value) && PhonePlans.MatchAbroad(value) != 0;
}
