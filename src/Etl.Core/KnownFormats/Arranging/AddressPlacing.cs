using Etl.Core.Diagnostics;

namespace Etl.Core.KnownFormats.Arranging;

/// <summary>
/// One of several addresses, whole, to the fields of the contact's address: the primary one, else the first that says more than the country,
/// else the first. The others stay in their columns, and so does the text of a whole address that says more than its parts.
/// </summary>
/// <param name="slots">The addresses, the preferred kind first.</param>
/// <param name="places">Columns of the fields street, second line, city, state, postal code and country; −1 for those that are missing.</param>
/// <param name="labelColumn">Column that keeps what the address is for; −1 when there is none.</param>
/// <param name="usual">What addresses are for when nothing is kept.</param>
sealed class AddressPlacing(IReadOnlyList<AddressSlot> slots, int[] places, int labelColumn, byte[] usual) : IRowPlacing
{
    const int Country = 5;

    /// <inheritdoc/>
    public void Place(RowCells cells, int row)
    {
        if (Choose(cells, row) is { } chosen)
        {
            Move(cells, row, chosen);
        }
        foreach (var slot in slots)
        {
            if (!slot.IsStored && !IsEmpty(cells, row, slot))
            {
                cells.CountUnplaced(row, Math.Max(slot.Columns[0], 0), FirstFilled(cells, row, slot));
            }
        }
    }

    AddressSlot? Choose(RowCells cells, int row)
    {
        AddressSlot? best = null;
        var bestRank = 0;
        foreach (var slot in slots)
        {
            var rank =
                IsEmpty(cells, row, slot) ? 0
                : !SaysMore(cells, row, slot) ? 1
                : PhoneLabels.IsPrimary(cells.Value(row, slot.LabelColumn)) ? 3
                : 2;
            if (rank > bestRank)
            {
                (best, bestRank) = (slot, rank);
            }
        }
        return best;
    }

    /// <summary>Outlook fills in the country of addresses that have nothing else.</summary>
    static bool SaysMore(RowCells cells, int row, AddressSlot slot)
    {
        for (var part = 0; part < Country; part++)
        {
            if (!cells.IsEmpty(row, slot.Columns[part]))
            {
                return true;
            }
        }
        return !cells.IsEmpty(row, slot.FormattedColumn);
    }

    static int FirstFilled(RowCells cells, int row, AddressSlot slot)
    {
        foreach (var column in slot.Columns)
        {
            if (!cells.IsEmpty(row, column))
            {
                return column;
            }
        }
        return slot.FormattedColumn;
    }

    static bool IsEmpty(RowCells cells, int row, AddressSlot slot) =>
        !SaysMore(cells, row, slot) && cells.IsEmpty(row, slot.Columns[Country]);

    void Move(RowCells cells, int row, AddressSlot slot)
    {
        cells.SetLabel(row, slot.LabelColumn, slot.Label, labelColumn, usual);
        var isWholeKnown = WholeAddress.IsSaid(cells.Value(row, slot.FormattedColumn), cells, row, slot.Columns);
        var isMoved = false;
        for (var part = 0; part < places.Length; part++)
        {
            isMoved |= part < Country && !cells.IsEmpty(row, slot.Columns[part]);
            cells.MoveFirst(row, slot.Columns[part], places[part]);
        }
        if (!isMoved && !isWholeKnown)
        {
            cells.MoveFirst(row, slot.FormattedColumn, places[0]);
        }
        else if (isWholeKnown && !cells.IsEmpty(row, slot.FormattedColumn))
        {
            var repeated = cells.TakeFirst(row, slot.FormattedColumn);
            cells.Batch.CountValue(Codes.FormatRepeated, row, slot.FormattedColumn, repeated, default);
        }
        if (IsEmpty(cells, row, slot))
        {
            cells.Clear(row, slot.LabelColumn);
        }
    }
}
