using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Customs;

/// <summary>
/// A number: thousands undivided, a decimal point, a minus in front. Or an amount of money: such a number, a space and the ISO 4217 code,
/// <c>1234.56 EUR</c>; the number alone when nothing says the currency. One that could be two numbers is kept as it is and flagged.
/// </summary>
/// <param name="Numbers">How the numbers of the column are written.</param>
/// <param name="Money">The currencies of the column; null when it holds numbers.</param>
readonly record struct NumberCleaner(NumberFormat Numbers, CurrencyFormat? Money) : ICellCleaner
{
    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) =>
        Money is null
        && value[0] is >= (byte)'1' and <= (byte)'9'
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
        Span<byte> amount = stackalloc byte[AmountText.LengthMax];
        var reading = AmountText.Read(cell.Value, Numbers, Money, amount);
        if (reading.IsAmbiguous)
        {
            cell.Lose(Codes.NumberAmbiguous, 1);
            return;
        }
        if (reading.Length == 0 && IsPercent(cell.Value, amount))
        {
            cell.Lose(Codes.NumberPercent, 1);
            return;
        }
        if (reading.Length == 0)
        {
            cell.MarkBad(Money is null ? Codes.NumberSyntax : Codes.CurrencySyntax);
            return;
        }
        if (reading.LacksDigits)
        {
            cell.Note(Codes.PrecisionLost);
        }
        amount = amount[..reading.Length];
        if (!cell.Value.SequenceEqual(amount))
        {
            amount.CopyTo(cell.RentOutput(amount.Length));
            cell.Note(Codes.NumberFormatted);
            cell.KeepOutput(amount.Length);
        }
    }

    // 12% is 12 for people and 0.12 for spreadsheets.
    bool IsPercent(ReadOnlySpan<byte> value, Span<byte> amount)
    {
        var number =
            value[^1] == '%' ? value[..^1].TrimEnd((byte)' ')
            : value[0] == '%' ? value[1..].TrimStart((byte)' ')
            : [];
        if (Money is not null || number.IsEmpty)
        {
            return false;
        }
        var reading = AmountText.Read(number, Numbers, null, amount);
        return reading.IsAmbiguous || reading.Length > 0;
    }
}
