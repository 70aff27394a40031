using System.Text;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>
/// Fields of the user's own, which Google writes as pairs of name and value, to the custom fields of their names. Pairs with a name that the first records do not have
/// stay where they are.
/// </summary>
/// <param name="pairs">Columns of name and value.</param>
/// <param name="places">Columns of custom fields by their names in UTF-8.</param>
sealed class OtherPlacing(IReadOnlyList<(int Name, int Value)> pairs, IReadOnlyList<(byte[] Name, int Column)> places)
    : IRowPlacing
{
    /// <inheritdoc/>
    public void Place(RowCells cells, int row)
    {
        foreach (var (name, value) in pairs)
        {
            if (cells.IsEmpty(row, value) || PlaceOf(cells.Value(row, name)) is not (>= 0 and var column))
            {
                continue;
            }
            if (cells.IsEmpty(row, column))
            {
                cells.Batch.SetCell(row, column, cells.Batch.Cell(row, value));
                cells.Clear(row, value);
                cells.Clear(row, name);
            }
        }
    }

    int PlaceOf(ReadOnlySpan<byte> name)
    {
        foreach (var (known, column) in places)
        {
            // The embedded store tells no columns apart by their case alone.
            if (Ascii.EqualsIgnoreCase(name, known) || name.SequenceEqual(known))
            {
                return column;
            }
        }
        return -1;
    }
}
