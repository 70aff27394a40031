using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Addresses;
using Etl.Text;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>
/// An address that stands in one cell, its parts divided by two spaces, as <see cref="Composing.WholeAddressComposer"/> writes it, to the fields of the
/// contact's address. One that its parts do not tell stays in its column; one with commas goes to the street where that can be taken apart.
/// </summary>
/// <param name="column">The column of the address.</param>
/// <param name="places">Columns of the fields street, second line, city, state, postal code and country; −1 for those that are missing.</param>
/// <param name="isStored">True when what stays in the column is kept as a custom field.</param>
sealed class WholeAddressPlacing(int column, int[] places, bool isStored) : IRowPlacing
{
    /// <inheritdoc/>
    public void Place(RowCells cells, int row)
    {
        if (cells.IsEmpty(row, column))
        {
            return;
        }
        var cell = cells.Batch.Cell(row, column);
        var value = cells.Batch.Value(cell);
        Span<FieldSpan> parts = stackalloc FieldSpan[AddressParts.Count];
        if (AddressParts.TryRead(value, parts) && HasPlaces(parts))
        {
            Take(cells, row, parts);
            return;
        }
        if (places[0] >= 0 && AddressLine.TryRead(value, [], [], out _))
        {
            cells.Batch.SetCell(row, places[0], cell);
            cells.Clear(row, column);
        }
        else if (!isStored)
        {
            cells.CountUnplaced(row, column, column);
        }
    }

    /// <summary>Counts the address where its first part went, and each further part where that went.</summary>
    void Take(RowCells cells, int row, ReadOnlySpan<FieldSpan> parts)
    {
        var cell = cells.Batch.Cell(row, column);
        var isFirst = true;
        cells.Clear(row, column);
        for (var part = 0; part < places.Length; part++)
        {
            if (parts[part].IsEmpty)
            {
                continue;
            }
            var before = cells.Batch.Cell(row, places[part]);
            cells.Batch.SetCell(row, places[part], new FieldSpan(cell.Offset + parts[part].Offset, parts[part].Length));
            cells.CountChange(
                isFirst ? Codes.FormatConvention : Codes.PartPlaced,
                row,
                places[part],
                isFirst ? cell : before
            );
            isFirst = false;
        }
    }

    bool HasPlaces(ReadOnlySpan<FieldSpan> parts)
    {
        for (var part = 0; part < places.Length; part++)
        {
            if (places[part] < 0 && !parts[part].IsEmpty)
            {
                return false;
            }
        }
        return true;
    }
}
