using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats.Arranging;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// Values of one kind to the columns whose headers say what they are for: to the one of their label, else to the best that is free. A column that
/// holds a kept value already is left alone.
/// </summary>
sealed class SlotComposer : ISlotComposer
{
    readonly SlotFields fields;
    readonly (int Column, byte[] Label)[] slots;

    /// <summary>Makes it for the columns of an output that hold one value of the family each.</summary>
    public SlotComposer(SlotFamily family, IReadOnlyList<OutputColumn> columns)
    {
        fields = new SlotFields(family);
        slots =
        [
            .. Enumerable
                .Range(0, columns.Count)
                .Where(index => columns[index].Rule is { IsSlot: true, Part: "" } rule && rule.Name == family.Name)
                .Select(index => (index, Encoding.UTF8.GetBytes(columns[index].Key))),
        ];
    }

    /// <inheritdoc/>
    public void Bind(BatchLayout layout, bool[] isWritten) => fields.Bind(layout, isWritten);

    /// <inheritdoc/>
    public void Compose(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row)
    {
        for (var field = 0; field < fields.Count; field++)
        {
            var value = fields.Value(cells, field);
            if (value.IsEmpty)
            {
                continue;
            }
            var label = batch.Value(fields.Label(cells, field));
            var slot = Choose(row, field, label);
            if (slot < 0)
            {
                row.CountLeftOut(Codes.ExportNotWritten, fields.Column(field));
            }
            else
            {
                row.TryWrite(slots[slot].Column, value, fields.Writer, fields.Column(field));
                CountLabel(row, fields.Column(field), label, slots[slot].Label);
            }
        }
    }

    /// <summary>The header says what the value is for, so another label is lost.</summary>
    static void CountLabel(ComposedRow row, int field, ReadOnlySpan<byte> label, ReadOnlySpan<byte> said)
    {
        if (LabelLosses.IsUnsaid(label, said))
        {
            row.CountRemark(Codes.ExportShortened, field);
        }
    }

    int Choose(ComposedRow row, int field, ReadOnlySpan<byte> label)
    {
        if (!label.IsEmpty && Free(row, label) is var stated and >= 0)
        {
            return stated;
        }
        if (!label.IsEmpty && FreeFor(row, label) is var meant and >= 0)
        {
            return meant;
        }
        foreach (var usual in fields.Usual[field])
        {
            if (Free(row, usual) is var found and >= 0)
            {
                return found;
            }
        }
        return -1;
    }

    /// <summary>The first free column for what a label says in other words (<c>Privat</c>).</summary>
    int FreeFor(ComposedRow row, ReadOnlySpan<byte> label)
    {
        for (var index = 0; index < slots.Length; index++)
        {
            if (row.IsEmpty(slots[index].Column) && PhoneLabels.IsSame(label, slots[index].Label))
            {
                return index;
            }
        }
        return -1;
    }

    int Free(ComposedRow row, ReadOnlySpan<byte> label)
    {
        for (var index = 0; index < slots.Length; index++)
        {
            if (row.IsEmpty(slots[index].Column) && label.SequenceEqual(slots[index].Label))
            {
                return index;
            }
        }
        return -1;
    }
}
