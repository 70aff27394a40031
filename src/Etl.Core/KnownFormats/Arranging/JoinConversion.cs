using System.Text;
using Etl.Core.Diagnostics;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>Puts a part that stands in a column of its own to the value that it belongs to (<c>van der</c> before <c>Berg</c>, <c>12</c> behind <c>Kerkstraat</c>).</summary>
/// <param name="whole">Column of the value.</param>
/// <param name="part">Column of the part; it is empty then.</param>
/// <param name="isBefore">True when the part stands before the rest.</param>
/// <param name="isOwn">True when the part is joined also where the rest ends with it.</param>
sealed class JoinConversion(int whole, int part, bool isBefore, bool isOwn) : ICellConversion
{
    /// <inheritdoc/>
    public void Convert(RowCells cells, int row)
    {
        var added = cells.Value(row, part).Trim((byte)' ').Length;
        if (added == 0)
        {
            return;
        }
        var before = cells.Batch.Cell(row, part);
        var isRepeated = !isOwn && Stands(cells.Value(row, whole), cells.Value(row, part).Trim((byte)' '));
        if (!isRepeated)
        {
            Join(cells, row);
        }
        cells.Clear(row, part);
        if (isRepeated)
        {
            cells.CountChange(Codes.FormatRepeated, row, part, before);
        }
    }

    void Join(RowCells cells, int row)
    {
        var batch = cells.Batch;
        // The room is rented first: renting may move the buffer that the values lie in.
        var output = batch.RentScratch(cells.Value(row, whole).Length + cells.Value(row, part).Length + 1);
        var text = cells.Value(row, whole).Trim((byte)' ');
        var more = cells.Value(row, part).Trim((byte)' ');
        var first = isBefore ? more : text;
        var second = isBefore ? text : more;
        first.CopyTo(output);
        var length = first.Length;
        // D'Ancona
        if (length > 0 && !second.IsEmpty && first[^1] != '\'')
        {
            output[length++] = (byte)' ';
        }
        second.CopyTo(output[length..]);
        var before = batch.Cell(row, whole);
        batch.SetCell(row, whole, batch.KeepScratch(length + second.Length));
        cells.CountChange(Codes.ColumnsJoined, row, whole, before);
    }

    /// <summary>True when the part stands at its place in the value already.</summary>
    bool Stands(ReadOnlySpan<byte> text, ReadOnlySpan<byte> more)
    {
        var value = text.Trim((byte)' ');
        return value.Length > more.Length
            && (
                isBefore
                    ? Ascii.EqualsIgnoreCase(value[..more.Length], more) && value[more.Length] == ' '
                    : Ascii.EqualsIgnoreCase(value[^more.Length..], more) && value[^(more.Length + 1)] == ' '
            );
    }
}
