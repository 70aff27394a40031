using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization;
using Etl.Core.Normalization.Consents;
using Etl.Core.Normalization.Customs;
using Etl.Core.Normalization.Dates;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>
/// A flag that says "no more mail" as a consent. The flag not being set is no consent: nobody knows whether there is one, so nothing is ever subscribed
/// by it but by the word itself. A date says when the flag was set.
/// </summary>
/// <param name="column">Column of the flag.</param>
/// <param name="consent">Column of the consent: the same one, or another, which is overwritten where the flag is set.</param>
sealed class OptOutConversion(int column, int consent) : ICellConversion
{
    static readonly byte[] unsubscribed = Encoding.UTF8.GetBytes("unsubscribed");
    static readonly DateReader dates = new(DateOrder.Unknown, null);

    /// <inheritdoc/>
    public void Convert(RowCells cells, int row)
    {
        var flag = cells.Batch.Cell(row, column);
        var value = cells.Value(row, column).Trim(" \t"u8);
        if (value.IsEmpty)
        {
            return;
        }
        var isSet = IsSet(value);
        if (isSet is null && (column == consent || !IsUnsubscribed(value)))
        {
            MoveWord(cells, row);
            return;
        }
        cells.Clear(row, column);
        if (isSet != false)
        {
            cells.SetText(row, consent, unsubscribed);
        }
        var after = isSet == false ? default : cells.Batch.Cell(row, consent);
        cells.Batch.CountValue(Codes.ConsentInverted, row, consent, flag, after);
    }

    // A word about the consent itself, or one that is not known, is cleaned as a consent where there is no other.
    void MoveWord(RowCells cells, int row)
    {
        if (column == consent)
        {
            return;
        }
        if (cells.IsEmpty(row, consent))
        {
            cells.Batch.SetCell(row, consent, cells.Batch.Cell(row, column));
        }
        else
        {
            cells.CountUnplaced(row, consent, column);
        }
        cells.Clear(row, column);
    }

    /// <summary>True when the flag is set, false when it is not; null for a text that says the consent itself or is not known.</summary>
    static bool? IsSet(ReadOnlySpan<byte> value)
    {
        if (BoolCleaner.TruthOf(value) is { } truth)
        {
            return truth;
        }
        if (
            Ascii.EqualsIgnoreCase(value, "checked"u8)
            || value.SequenceEqual("\u2713"u8)
            || value.SequenceEqual("\u2714"u8)
        )
        {
            return true;
        }
        if (Ascii.EqualsIgnoreCase(value, "unchecked"u8))
        {
            return false;
        }
        if (ConsentCleaner.StateOf(value) is { } state)
        {
            // "confirmed" or "agreed" confirms what the header says; "subscribed" says the opposite.
            var isSubscribed = state.AsSpan().SequenceEqual("subscribed"u8);
            return isSubscribed && !IsOptIn(value) ? true : null;
        }
        return dates.Read(value, out _, out _, out _) switch
        {
            DateVerdict.Bad => null,
            DateVerdict.None => false,
            _ => true,
        };
    }

    static bool IsUnsubscribed(ReadOnlySpan<byte> value) =>
        ConsentCleaner.StateOf(value) is { } state && state.AsSpan().SequenceEqual(unsubscribed);

    static bool IsOptIn(ReadOnlySpan<byte> value) =>
        Ascii.EqualsIgnoreCase(value, "subscribed"u8)
        || Ascii.EqualsIgnoreCase(value, "opted in"u8)
        || Ascii.EqualsIgnoreCase(value, "opted-in"u8);
}
