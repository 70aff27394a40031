using System.Buffers.Binary;
using System.Numerics;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Places;
using Etl.Text;

namespace Etl.Core.Normalization.Countries;

/// <summary>
/// Countries that are codes already, and spellings that <see cref="CountryCleaner"/> has seen before: what it does with them, for 64 rows at once.
/// </summary>
/// <param name="cleaner">The cleaner of the same column.</param>
sealed class UsualCountries(CountryCleaner cleaner) : IUsualCleaner
{
    const int RowsMax = FieldColumn.RowsMax;
    const int CodeLength = sizeof(ushort);

    /// <inheritdoc/>
    public ulong Clean(RecordBatch batch, CellEdit edit, int first, ulong filled)
    {
        var scratch = batch.RentScratch((RowsMax + 1) * CodeLength);
        var offset = batch.KeepScratch(0).Offset;
        ReadOnlySpan<byte> buffer = batch.Block.Buffer;
        var cells = batch.Cells;
        var count = 0;
        var left = 0UL;
        for (; filled != 0; filled &= filled - 1)
        {
            var index = BitOperations.TrailingZeroCount(filled);
            var row = first + index;
            var cell = cells[row * batch.ColumnCount + edit.Column];
            var place = CountryLetters.PlaceOf(buffer[cell.Offset..], takesShared: false);
            var isCode = (place != CountryLetters.Unknown) & (cell.Length == CodeLength);
            var known = cleaner.KnownLetters(buffer, cell);
            var isWritten = (known != 0) & !isCode & batch.IsPending(row);
            left |= Flag.Bit(!(isCode | isWritten)) << index;
            // What is written for a cell that stays is written over by the next one.
            BinaryPrimitives.WriteUInt16LittleEndian(scratch[(count * CodeLength)..], (ushort)known);
            var change = Flag.Of(isWritten);
            var written = new FieldSpan(offset + count * CodeLength, CodeLength);
            batch.SetCell(row, edit.Column, UsualCell.Pick(change, written, cell));
            count += change;
        }
        batch.KeepScratch(count * CodeLength);
        edit.CountFinished(Codes.CountryCoded, count);
        return left;
    }
}
