namespace Etl.Core.KnownFormats.Arranging;

/// <summary>Values of which one is as good as the other (e-mail and web addresses) to their fields in order; Google's primary one first.</summary>
/// <param name="slots">Where values stand.</param>
/// <param name="places">Where they go.</param>
sealed class ListPlacing(IReadOnlyList<ValueSlot> slots, IReadOnlyList<ValuePlace> places) : IRowPlacing
{
    /// <inheritdoc/>
    public void Place(RowCells cells, int row)
    {
        for (var index = 0; index < slots.Count; index++)
        {
            if (PhoneLabels.IsPrimary(cells.Value(row, slots[index].LabelColumn)))
            {
                Place(cells, row, slots[index]);
            }
        }
        for (var index = 0; index < slots.Count; index++)
        {
            Place(cells, row, slots[index]);
        }
    }

    void Place(RowCells cells, int row, ValueSlot slot)
    {
        for (var index = 0; index < places.Count && !cells.IsEmpty(row, slot.Column); index++)
        {
            if (cells.IsEmpty(row, places[index].Column))
            {
                cells.SetLabel(row, slot, places[index]);
                cells.MoveFirst(row, slot.Column, places[index].Column);
            }
        }
        if (cells.IsEmpty(row, slot.Column))
        {
            cells.Clear(row, slot.LabelColumn);
        }
        else if (!slot.IsStored)
        {
            cells.CountUnplaced(row, slot.Column, slot.Column);
        }
    }
}
