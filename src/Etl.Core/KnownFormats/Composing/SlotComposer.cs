using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// Phones, e-mail and web addresses to the columns of a format: to the one of their label, or to the next pair of label and value. A column that
/// holds a kept value already is left alone.
/// </summary>
sealed class SlotComposer
{
    /// <summary>The families, their fields and the labels under which each may be written.</summary>
    public static readonly IReadOnlyList<SlotFamily> Families =
    [
        new("email", [("email", ["Home"]), ("email_2", ["Home"]), ("email_3", ["Home"])]),
        new(
            "phone",
            [
                ("phone", ["Work", "Primary", "Work 2"]),
                ("mobile", ["Mobile", "Mobile 2"]),
                ("home_phone", ["Home", "Home 2"]),
                ("fax", ["Work Fax", "Home Fax", "Other Fax"]),
                ("other_phone", ["Other", "Work 2", "Home 2", "Mobile 2", "Primary", "Car", "Main"]),
            ]
        ),
        new("website", [("website", ["Work", "Home"])]),
    ];

    readonly SlotFamily family;
    readonly byte[][][] labels;
    readonly (int Value, int Label, byte[] Text)[] slots;
    readonly bool isNumbered;
    int[] fields = [];
    int[] fieldLabels = [];

    public SlotComposer(SlotFamily family, IReadOnlyList<OutputColumn> columns)
    {
        this.family = family;
        labels = [.. family.Fields.Select(field => field.Labels.Select(Encoding.UTF8.GetBytes).ToArray())];
        var own = Enumerable.Range(0, columns.Count).Where(index => columns[index].Rule.Name == family.Name).ToArray();
        slots =
        [
            .. own.Where(index => columns[index].Rule is { IsSlot: true, Part: "" })
                .Select(index =>
                    (
                        index,
                        own.FirstOrDefault(
                            label => columns[label].Rule.Part == "label" && columns[label].Key == columns[index].Key,
                            -1
                        ),
                        Encoding.UTF8.GetBytes(columns[index].Key)
                    )
                ),
        ];
        isNumbered = own.Any(index => columns[index].Rule.Label == FormatRule.Numbered);
    }

    /// <summary>Looks the fields up in a layout and marks them as written.</summary>
    public void Bind(BatchLayout layout, bool[] isWritten)
    {
        fields = [.. family.Fields.Select(entry => layout.ColumnOf(entry.Field))];
        fieldLabels = [.. family.Fields.Select(entry => layout.ColumnOf($"custom.{entry.Field}_label"))];
        foreach (var column in fields.Where(column => column >= 0))
        {
            isWritten[column] = true;
        }
    }

    /// <summary>Places the values of one row.</summary>
    public void Compose(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row)
    {
        for (var index = 0; index < fields.Length; index++)
        {
            if (fields[index] < 0 || cells[fields[index]].IsEmpty)
            {
                continue;
            }
            var label = fieldLabels[index] < 0 ? default : cells[fieldLabels[index]];
            var slot = isNumbered ? FirstFree(row) : SlotOf(row, index, batch.Value(label));
            if (slot < 0)
            {
                batch.Count(Codes.ExportNotWritten, fields[index]);
                continue;
            }
            row.Set(slots[slot].Value, cells[fields[index]]);
            SetLabel(row, slots[slot].Label, label, index);
        }
    }

    void SetLabel(ComposedRow row, int column, FieldSpan label, int index)
    {
        if (column < 0)
        {
            return;
        }
        if (!label.IsEmpty)
        {
            row.Set(column, label);
        }
        else if (family.Name == "phone" && index > 0)
        {
            // The first field holds numbers of which nobody said what they are for.
            row.Set(column, labels[index][0].AsSpan());
        }
    }

    int FirstFree(ComposedRow row) => Array.FindIndex(slots, slot => row.IsEmpty(slot.Value));

    int SlotOf(ComposedRow row, int index, ReadOnlySpan<byte> label)
    {
        if (!label.IsEmpty && Free(row, label) is var stated and >= 0)
        {
            return stated;
        }
        foreach (var usual in labels[index])
        {
            if (Free(row, usual) is var found and >= 0)
            {
                return found;
            }
        }
        return -1;
    }

    int Free(ComposedRow row, ReadOnlySpan<byte> label)
    {
        for (var index = 0; index < slots.Length; index++)
        {
            if (row.IsEmpty(slots[index].Value) && label.SequenceEqual(slots[index].Text))
            {
                return index;
            }
        }
        return -1;
    }
}
