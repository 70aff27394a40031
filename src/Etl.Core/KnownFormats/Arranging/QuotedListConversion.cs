using Etl.Core.Diagnostics;
using Etl.Text.Lists;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>Mailchimp's tags, each in quotes and with a comma between (<c>"VIP","Kunden, Nord"</c>), as a list (<c>VIP;"Kunden, Nord"</c>).</summary>
sealed class QuotedListConversion(int column) : ICellConversion
{
    const byte Divider = (byte)',';

    /// <inheritdoc/>
    public void Convert(RowCells cells, int row)
    {
        var length = cells.Value(row, column).Length;
        if (length == 0 || cells.Value(row, column)[0] != '"')
        {
            return;
        }
        // The room is rented first: renting may move the buffer that the value lies in. Its end is for one tag out of its quotes.
        var room = cells.Batch.RentScratch(5 * (length + 1));
        var count = Write(cells.Value(row, column), room[..^length], room[^length..]);
        var before = cells.Batch.Cell(row, column);
        cells.Batch.SetCell(row, column, cells.Batch.KeepScratch(count));
        cells.CountChange(Codes.FormatConvention, row, column, before);
    }

    static int Write(ReadOnlySpan<byte> rest, Span<byte> output, Span<byte> unquoted)
    {
        var count = 0;
        while (!rest.IsEmpty)
        {
            var tag = Take(ref rest, unquoted);
            if (tag.IsEmpty)
            {
                continue;
            }
            if (count > 0)
            {
                output[count++] = ListText.Separator;
            }
            count += ListText.Write(tag, output[count..]);
        }
        return count;
    }

    static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, Span<byte> unquoted)
    {
        var text = rest.TrimStart((byte)' ');
        var length = ListText.QuotedLength(text);
        var behind = length < 0 ? default : text[length..].TrimStart((byte)' ');
        if (length >= 0 && (behind.IsEmpty || behind[0] == Divider))
        {
            rest = behind.IsEmpty ? default : behind[1..];
            return unquoted[..ListElement.OfQuoted(text[..length]).Read(unquoted)];
        }
        var end = text.IndexOf(Divider);
        rest = end < 0 ? default : text[(end + 1)..];
        return (end < 0 ? text : text[..end]).TrimEnd((byte)' ');
    }
}
