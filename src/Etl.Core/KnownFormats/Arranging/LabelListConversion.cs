using Etl.Core.Diagnostics;
using Etl.Text.Lists;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>
/// Google's labels, which only <c>:::</c> divides: without the star that marks those which Google makes itself (<c>* myContacts</c>), and those that
/// hold what divides other lists in quotes (<c>"Kunden, Nord" ::: VIP</c>).
/// </summary>
sealed class LabelListConversion(int column) : ICellConversion
{
    static ReadOnlySpan<byte> Divider => ":::"u8;

    static ReadOnlySpan<byte> Between => " ::: "u8;

    static ReadOnlySpan<byte> Star => "* "u8;

    /// <inheritdoc/>
    public void Convert(RowCells cells, int row)
    {
        if (!NeedsWriting(cells.Value(row, column)))
        {
            return;
        }
        // The room is rented first: renting may move the buffer that the value lies in.
        var length = cells.Value(row, column).Length;
        var output = cells.Batch.RentScratch(ListText.LengthMax(length) + LengthMaxOfDividers(length));
        var count = Write(cells.Value(row, column), output);
        if (!output[..count].SequenceEqual(cells.Value(row, column)))
        {
            var before = cells.Batch.Cell(row, column);
            cells.Batch.SetCell(row, column, cells.Batch.KeepScratch(count));
            cells.CountChange(Codes.FormatConvention, row, column, before);
        }
    }

    /// <summary>Each label may get quotes, and spaces around what divides it from the next.</summary>
    static int LengthMaxOfDividers(int length) =>
        (length / Divider.Length + 1) * (Between.Length + ListText.LengthMax(0));

    static bool NeedsWriting(ReadOnlySpan<byte> rest)
    {
        while (TryTake(ref rest, out var label))
        {
            if (label.StartsWith(Star) || ListText.NeedsQuotes(label))
            {
                return true;
            }
        }
        return false;
    }

    static int Write(ReadOnlySpan<byte> rest, Span<byte> output)
    {
        var count = 0;
        while (TryTake(ref rest, out var label))
        {
            var own = label.StartsWith(Star) ? label[Star.Length..] : label;
            if (count > 0)
            {
                Between.CopyTo(output[count..]);
                count += Between.Length;
            }
            count += ListText.Write(own, output[count..]);
        }
        return count;
    }

    /// <summary>Takes the next label that is not empty; false at the end.</summary>
    static bool TryTake(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> label)
    {
        label = default;
        while (label.IsEmpty && !rest.IsEmpty)
        {
            var end = rest.IndexOf(Divider);
            label = (end < 0 ? rest : rest[..end]).Trim((byte)' ');
            rest = end < 0 ? default : rest[(end + Divider.Length)..];
        }
        return !label.IsEmpty;
    }
}
