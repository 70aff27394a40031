using System.Buffers.Text;
using Etl.Core.Diagnostics;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>
/// A date in three columns as one; without a year as <c>--05-09</c>. What is no date stays where it is.
/// </summary>
sealed class DatePartsConversion(int date, int year, int month, int day) : ICellConversion
{
    const int DateLength = 10;

    /// <inheritdoc/>
    public void Convert(RowCells cells, int row)
    {
        if (
            !Read(cells.Value(row, month), 12, out var monthNumber)
            || !Read(cells.Value(row, day), 31, out var dayNumber)
        )
        {
            return;
        }
        var hasYear = Read(cells.Value(row, year), 9999, out var yearNumber) && yearNumber >= 1000;
        if (!hasYear && !cells.IsEmpty(row, year))
        {
            return;
        }
        var output = cells.Batch.RentScratch(DateLength);
        var length = 0;
        if (hasYear)
        {
            Utf8Formatter.TryFormat(yearNumber, output, out length);
        }
        else
        {
            output[length++] = (byte)'-';
        }
        length = Append(output, length, monthNumber);
        length = Append(output, length, dayNumber);
        cells.Batch.SetCell(row, date, cells.Batch.KeepScratch(length));
        cells.Clear(row, year);
        cells.Clear(row, month);
        cells.Clear(row, day);
        cells.Batch.Count(Codes.FormatConvention, date);
    }

    static bool Read(ReadOnlySpan<byte> text, int max, out int number) =>
        Utf8Parser.TryParse(text, out number, out var length) && length == text.Length && number >= 1 && number <= max;

    static int Append(Span<byte> output, int length, int number)
    {
        output[length] = (byte)'-';
        output[length + 1] = (byte)('0' + (number / 10));
        output[length + 2] = (byte)('0' + (number % 10));
        return length + 3;
    }
}
