using System.Text;
using Etl.Core.Diagnostics;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>
/// A flag that says "no more mail" as a consent. The flag not being set is no consent: nobody knows whether there is one.
/// </summary>
sealed class OptOutConversion(int column) : ICellConversion
{
    static readonly byte[] unsubscribed = Encoding.UTF8.GetBytes("unsubscribed");

    /// <inheritdoc/>
    public void Convert(RowCells cells, int row)
    {
        var before = cells.Batch.Cell(row, column);
        var value = cells.Value(row, column);
        if (IsOneOf(value, "true"u8, "1"u8, "yes"u8))
        {
            cells.SetText(row, column, unsubscribed);
        }
        else if (IsOneOf(value, "false"u8, "0"u8, "no"u8))
        {
            cells.Clear(row, column);
        }
        else
        {
            return;
        }
        cells.CountChange(Codes.FormatConvention, row, column, before);
    }

    static bool IsOneOf(
        ReadOnlySpan<byte> value,
        ReadOnlySpan<byte> word,
        ReadOnlySpan<byte> digit,
        ReadOnlySpan<byte> other
    ) => Ascii.EqualsIgnoreCase(value, word) || value.SequenceEqual(digit) || Ascii.EqualsIgnoreCase(value, other);
}
