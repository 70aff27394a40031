using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Texts;

namespace Etl.Core.Normalization.Customs;

/// <summary>A number: thousands undivided, a decimal point, a minus in front.</summary>
/// <param name="Format">How the numbers of the column are written.</param>
readonly record struct NumberCleaner(NumberFormat Format) : ICellCleaner
{
    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) =>
        value[0] is >= (byte)'1' and <= (byte)'9'
        && value.Length <= DecimalNumber.LengthMax / 2
        && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        TextRules.CleanLine(cell);
        WidthFold.Narrow(cell, Codes.NumberFormatted);
        if (cell.Value.IsEmpty)
        {
            return;
        }
        Span<byte> number = stackalloc byte[DecimalNumber.LengthMax];
        var length = DecimalNumber.Write(cell.Value, Format, number);
        if (length == 0)
        {
            cell.MarkBad(Codes.NumberSyntax);
        }
        else if (!cell.Value.SequenceEqual(number[..length]))
        {
            number[..length].CopyTo(cell.RentOutput(length));
            cell.Note(Codes.NumberFormatted);
            cell.KeepOutput(length);
        }
    }
}
