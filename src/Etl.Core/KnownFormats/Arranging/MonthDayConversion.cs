using System.Buffers.Text;
using Etl.Core.Diagnostics;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>A birthday as month and day (<c>05/09</c>), which the format promises, as <c>--05-09</c>: then no day is taken for a month.</summary>
sealed class MonthDayConversion(int column) : ICellConversion
{
    const int MonthMax = 12;
    const int DayMax = 31;

    /// <inheritdoc/>
    public void Convert(RowCells cells, int row)
    {
        if (!TryRead(cells.Value(row, column), out var month, out var day))
        {
            return;
        }
        Span<byte> date = stackalloc byte["--05-09".Length];
        "--00-00"u8.CopyTo(date);
        date[2] += (byte)(month / 10);
        date[3] += (byte)(month % 10);
        date[5] += (byte)(day / 10);
        date[6] += (byte)(day % 10);
        var before = cells.Batch.Cell(row, column);
        cells.Batch.Replace(row, column, date);
        cells.CountChange(Codes.FormatConvention, row, column, before);
    }

    static bool TryRead(ReadOnlySpan<byte> value, out int month, out int day)
    {
        day = 0;
        var text = value.Trim((byte)' ');
        return Utf8Parser.TryParse(text, out month, out var length)
            && month is >= 1 and <= MonthMax
            && length + 1 < text.Length
            && text[length] == '/'
            && Utf8Parser.TryParse(text[(length + 1)..], out day, out var dayLength)
            && day is >= 1 and <= DayMax
            && length + 1 + dayLength == text.Length;
    }
}
