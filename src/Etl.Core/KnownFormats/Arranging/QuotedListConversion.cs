using Etl.Core.Diagnostics;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>Mailchimp's tags, each in quotes and with a comma between (<c>"VIP","Blog"</c>), as a list with semicolons.</summary>
sealed class QuotedListConversion(int column) : ICellConversion
{
    /// <inheritdoc/>
    public void Convert(RowCells cells, int row)
    {
        var length = cells.Value(row, column).Length;
        if (length == 0 || cells.Value(row, column)[0] != '"')
        {
            return;
        }
        // The room is rented first: renting may move the buffer that the value lies in.
        var output = cells.Batch.RentScratch(length);
        var count = Unquote(cells.Value(row, column), output);
        var before = cells.Batch.Cell(row, column);
        cells.Batch.SetCell(row, column, cells.Batch.KeepScratch(count));
        cells.CountChange(Codes.FormatConvention, row, column, before);
    }

    static int Unquote(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var count = 0;
        var isQuoted = false;
        for (var index = 0; index < value.Length; index++)
        {
            var letter = value[index];
            if (letter == '"' && isQuoted && index + 1 < value.Length && value[index + 1] == '"')
            {
                output[count++] = letter;
                index++;
            }
            else if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else
            {
                output[count++] = letter == ',' && !isQuoted ? (byte)';' : letter;
            }
        }
        return count;
    }
}
