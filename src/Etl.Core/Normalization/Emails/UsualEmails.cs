using System.Numerics;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Text;

namespace Etl.Core.Normalization.Emails;

/// <summary>
/// Usual addresses of domains that were seen before, with capitals and spaces around them or not: what <see cref="EmailCleaner"/> does with them, for 64 rows at
/// once. First all are looked at, then those are written that change.
/// </summary>
/// <param name="finder">What is known of addresses, shared with the cleaner of the same column.</param>
sealed class UsualEmails(EmailFactFinder finder) : IUsualCleaner
{
    readonly FieldSpan[] trimmed = new FieldSpan[FieldColumn.RowsMax];

    // A bit for each row, as in the answers.
    ulong mixed;
    ulong spaced;

    /// <inheritdoc/>
    public ulong Clean(RecordBatch batch, CellEdit edit, int first, ulong filled)
    {
        var known = Look(batch, edit.Column, first, filled);
        Write(batch, edit, first, known & (mixed | spaced));
        return filled & ~known;
    }

    /// <summary>Returns the rows of usual addresses that there is nothing to warn of.</summary>
    ulong Look(RecordBatch batch, int column, int first, ulong filled)
    {
        ReadOnlySpan<byte> buffer = batch.Block.Buffer;
        var cells = batch.Cells;
        var known = 0UL;
        mixed = 0;
        spaced = 0;
        for (; filled != 0; filled &= filled - 1)
        {
            var index = BitOperations.TrailingZeroCount(filled);
            var cell = cells[(first + index) * batch.ColumnCount + column];
            if (!AddressScan.TryLook(buffer, cell, out var look))
            {
                continue;
            }
            trimmed[index] = look.Trimmed;
            var isKnown =
                look.IsUsual & finder.LooksHarmless(buffer, look.Trimmed, look.At) & batch.IsPending(first + index);
            known |= Flag.Bit(isKnown) << index;
            mixed |= Flag.Bit(look.HasUpper) << index;
            spaced |= Flag.Bit(look.Trimmed.Length != cell.Length) << index;
        }
        return known;
    }

    void Write(RecordBatch batch, CellEdit edit, int first, ulong rows)
    {
        edit.CountFinished(Codes.TextTrimmed, BitOperations.PopCount(rows & spaced));
        edit.CountFinished(Codes.EmailLowercased, BitOperations.PopCount(rows & mixed));
        for (; rows != 0; rows &= rows - 1)
        {
            var index = BitOperations.TrailingZeroCount(rows);
            var address = trimmed[index];
            if ((mixed >> index & 1) != 0)
            {
                var room = batch.RentScratch(address.Length);
                AsciiCase.ToLower(batch.Value(address), room);
                address = batch.KeepScratch(address.Length);
            }
            batch.SetCell(first + index, edit.Column, address);
        }
    }
}
