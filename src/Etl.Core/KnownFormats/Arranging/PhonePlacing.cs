namespace Etl.Core.KnownFormats.Arranging;

/// <summary>
/// Phone numbers to the field that their label names. First all labelled numbers whose own field is free, then those without a label, then
/// what is left to the field for other numbers. What finds no place stays in its column.
/// </summary>
/// <param name="slots">Where numbers stand.</param>
/// <param name="places">Places of phone, mobile, home, other and fax, in this order; null where there is none.</param>
sealed class PhonePlacing(IReadOnlyList<ValueSlot> slots, ValuePlace?[] places) : IRowPlacing
{
    const int Phone = 0;
    const int Mobile = 1;
    const int Home = 2;
    const int Other = 3;
    const int Fax = 4;
    const int PassCount = 3;

    readonly PhoneLabel[] stated = [.. slots.Select(slot => PhoneLabels.Of(slot.Label))];

    /// <inheritdoc/>
    public void Place(RowCells cells, int row)
    {
        for (var pass = 0; pass < PassCount; pass++)
        {
            var isDone = true;
            for (var index = 0; index < slots.Count; index++)
            {
                isDone &= Place(cells, row, index, pass);
            }
            if (isDone)
            {
                return;
            }
        }
        ReportUnplaced(cells, row);
    }

    /// <summary>True when nothing is left in the slot.</summary>
    bool Place(RowCells cells, int row, int index, int pass)
    {
        var slot = slots[index];
        if (cells.IsEmpty(row, slot.Column))
        {
            return true;
        }
        var text = slot.LabelColumn < 0 ? slot.Label : cells.Value(row, slot.LabelColumn);
        var label = slot.LabelColumn < 0 ? stated[index] : PhoneLabels.Of(text);
        // "Work 2" comes when "Work" has its place.
        var isWaiting = pass == 0 && PhoneLabels.IsSecond(text);
        // The number of an assistant that has a column of its own stays there when the column is kept.
        isWaiting |= label == PhoneLabel.Further && slot is { LabelColumn: < 0, IsStored: true };
        while (!isWaiting && Choose(cells, row, label, pass) is { } place)
        {
            cells.SetLabel(row, slot, place);
            cells.MoveFirst(row, slot.Column, place.Column);
            if (cells.IsEmpty(row, slot.Column))
            {
                cells.Clear(row, slot.LabelColumn);
                return true;
            }
        }
        return false;
    }

    ValuePlace? Choose(RowCells cells, int row, PhoneLabel label, int pass) =>
        (pass, label) switch
        {
            (_, PhoneLabel.Pager or PhoneLabel.Never) => null,
            (_, PhoneLabel.Fax) => Free(cells, row, Fax),
            (0, _) => Own(cells, row, label),
            (1, PhoneLabel.None) => Free(cells, row, Phone) ?? Free(cells, row, Other),
            (2, _) => Own(cells, row, label) ?? Free(cells, row, Other),
            _ => null,
        };

    ValuePlace? Own(RowCells cells, int row, PhoneLabel label) =>
        label switch
        {
            PhoneLabel.Work => Free(cells, row, Phone),
            PhoneLabel.Mobile => Free(cells, row, Mobile),
            PhoneLabel.Home => Free(cells, row, Home),
            PhoneLabel.Other => Free(cells, row, Other),
            _ => null,
        };

    ValuePlace? Free(RowCells cells, int row, int index) =>
        places[index] is { } place && cells.IsEmpty(row, place.Column) ? place : null;

    void ReportUnplaced(RowCells cells, int row)
    {
        foreach (var slot in slots)
        {
            if (!slot.IsStored && !cells.IsEmpty(row, slot.Column))
            {
                cells.CountUnplaced(row, slot.Column, slot.Column);
            }
        }
    }
}
