using Etl.Core.Diagnostics;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>A time that begins <c>dd-MM-yyyy</c>, which the format promises, with the year first: then no day is taken for a month.</summary>
sealed class DayFirstConversion(int column) : ICellConversion
{
    const int DateLength = 10;

    /// <inheritdoc/>
    public void Convert(RowCells cells, int row)
    {
        var length = cells.Value(row, column).Length;
        if (length < DateLength || !IsDayFirst(cells.Value(row, column)))
        {
            return;
        }
        var output = cells.Batch.RentScratch(length);
        var value = cells.Value(row, column);
        value[6..10].CopyTo(output);
        output[4] = (byte)'-';
        value[3..5].CopyTo(output[5..]);
        output[7] = (byte)'-';
        value[..2].CopyTo(output[8..]);
        value[DateLength..].CopyTo(output[DateLength..]);
        var before = cells.Batch.Cell(row, column);
        cells.Batch.SetCell(row, column, cells.Batch.KeepScratch(length));
        cells.CountChange(Codes.FormatConvention, row, column, before);
    }

    static bool IsDayFirst(ReadOnlySpan<byte> value) =>
        value[2] is (byte)'-' or (byte)'/' or (byte)'.'
        && value[5] == value[2]
        && Digits(value[..2])
        && Digits(value[3..5])
        && Digits(value[6..10]);

    static bool Digits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
