using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Customs;

/// <summary>
/// A custom field without a type whose place is a database's column of numbers: what the database reads by itself stays as it is, and numbers that the
/// column proves to be written in another way are written as the database reads them. What is no number is left to the database to refuse.
/// </summary>
/// <param name="Text">Cleans the text.</param>
/// <param name="Proven">The decimal marks that the column proves; null for none.</param>
readonly record struct ColumnNumberCleaner(IdentifierCleaner Text, DecimalMarks? Proven) : ICellCleaner
{
    static readonly NumberFormat unknown = new(DecimalMark.Unknown);

    readonly NumberFormat numbers = unknown with { Proven = Proven };
    readonly DecimalMark mark = Proven?.Of([]) ?? DecimalMark.Unknown;

    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) =>
        value[0] is >= (byte)'1' and <= (byte)'9'
        && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9')
        && Text.IsClean(value);

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        if (!Text.IsClean(cell.Value))
        {
            Text.Clean(cell);
        }
        if (cell.IsBad || cell.Value.IsEmpty)
        {
            return;
        }
        var isSql = !cell.Value.ContainsAnyExcept("0123456789.+-"u8);
        if (isSql && mark == DecimalMark.Point)
        {
            return;
        }
        Span<byte> amount = stackalloc byte[AmountText.LengthMax];
        var reading = AmountText.Read(cell.Value, numbers, null, amount);
        if (reading.IsAmbiguous && isSql)
        {
            cell.Lose(Codes.NumberPointAssumed, 1);
        }
        else if (reading is { Length: > 0, LacksDigits: false } && (!isSql || mark == DecimalMark.Comma))
        {
            Write(cell, amount[..reading.Length]);
        }
    }

    static void Write(CellEdit cell, ReadOnlySpan<byte> amount)
    {
        if (!cell.Value.SequenceEqual(amount))
        {
            amount.CopyTo(cell.RentOutput(amount.Length));
            cell.Note(Codes.NumberFormatted);
            cell.KeepOutput(amount.Length);
        }
    }
}
