using Etl.Core.Diagnostics;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>Google's labels without the star that marks those which Google makes itself (<c>* myContacts</c>).</summary>
sealed class StarConversion(int column) : ICellConversion
{
    /// <inheritdoc/>
    public void Convert(RowCells cells, int row)
    {
        var length = cells.Value(row, column).Length;
        if (length == 0 || cells.Value(row, column).IndexOf("* "u8) < 0)
        {
            return;
        }
        var output = cells.Batch.RentScratch(length);
        var count = WithoutStars(cells.Value(row, column), output);
        if (count < length)
        {
            var before = cells.Batch.Cell(row, column);
            cells.Batch.SetCell(row, column, cells.Batch.KeepScratch(count));
            cells.CountChange(Codes.FormatConvention, row, column, before);
        }
    }

    static int WithoutStars(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var count = 0;
        var isStart = true;
        for (var index = 0; index < value.Length; index++)
        {
            if (isStart && value[index..].StartsWith("* "u8))
            {
                index++;
                isStart = false;
                continue;
            }
            output[count++] = value[index];
            isStart = value[index] == ' ' ? isStart : value[..(index + 1)].EndsWith(":::"u8);
        }
        return count;
    }
}
