using System.Buffers.Text;
using Etl.Core.Diagnostics;
using Etl.Text;

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
        var before = Before(cells, row);
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
        cells.CountChange(Codes.FormatConvention, row, date, before);
    }

    /// <summary>The parts as the file has them, with a space between; they are put together for an explanation only.</summary>
    FieldSpan Before(RowCells cells, int row)
    {
        if (cells.Batch.Explanations is null)
        {
            return default;
        }
        int[] columns = [year, month, day];
        var output = cells.Batch.RentScratch(columns.Sum(column => cells.Value(row, column).Length + 1));
        var length = 0;
        foreach (var column in columns)
        {
            var part = cells.Value(row, column);
            if (length > 0 && !part.IsEmpty)
            {
                output[length++] = (byte)' ';
            }
            part.CopyTo(output[length..]);
            length += part.Length;
        }
        return cells.Batch.KeepScratch(length);
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
