using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats.Arranging;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// Further values of a kind (<see cref="KeptGroup"/>) behind those of the contact's own fields: to a free column for what their label says, else to one for other values; where pairs are
/// numbered, to the next free pair with their label. What finds none is counted.
/// </summary>
sealed class FurtherComposer
{
    readonly KeptGroup[] groups;
    readonly (int Column, int Label, byte[] Said)[] slots;
    readonly byte[][] labels;
    readonly byte[][] separators;
    readonly bool isNumbered;
    (int Value, int Label)[] fields = [];

    /// <summary>Makes it for the columns of an output.</summary>
    /// <param name="family">The kind.</param>
    /// <param name="output">The output.</param>
    public FurtherComposer(string family, FormatOutput output)
    {
        groups = [.. output.Kept.Where(group => group.Family == family && group.Fields.ContainsKey(""))];
        labels = [.. groups.Select(group => Encoding.UTF8.GetBytes(group.Label))];
        separators = [.. groups.Select(group => Separator(group.ListSeparator))];
        var columns = output.Columns;
        var own = Enumerable
            .Range(0, columns.Count)
            .Where(index => columns[index].Rule is { IsSlot: true } rule && rule.Name == family)
            .ToArray();
        isNumbered = own.Any(index => columns[index].Number > 0);
        slots =
        [
            .. own.Where(index => columns[index].Rule.Part.Length == 0)
                .Select(index =>
                    (
                        index,
                        own.FirstOrDefault(
                            label =>
                                columns[label].Rule.Part == "label" && columns[label].Number == columns[index].Number,
                            -1
                        ),
                        isNumbered ? [] : Encoding.UTF8.GetBytes(columns[index].Key)
                    )
                ),
        ];
    }

    /// <summary>True when there may be such values.</summary>
    public bool IsNeeded => groups.Length > 0;

    /// <summary>Looks the fields up in a layout and marks them as written.</summary>
    public void Bind(BatchLayout layout, bool[] isWritten)
    {
        fields =
        [
            .. groups.Select(group =>
                (layout.ColumnOf(group.Fields[""]), layout.ColumnOf(group.Fields.GetValueOrDefault("label", "")))
            ),
        ];
        foreach (var (value, label) in fields)
        {
            Mark(value);
            Mark(label);
        }
        void Mark(int column)
        {
            if (column >= 0)
            {
                isWritten[column] = true;
            }
        }
    }

    /// <summary>Places the values of one row.</summary>
    public void Compose(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row)
    {
        for (var group = 0; group < fields.Length; group++)
        {
            var (value, label) = fields[group];
            if (value < 0 || cells[value].IsEmpty)
            {
                continue;
            }
            var said = label < 0 ? labels[group] : batch.Value(cells[label]);
            said = said[PhoneLabels.StarLength(said)..];
            for (var rest = cells[value]; !rest.IsEmpty; )
            {
                var first = TakeFirst(batch, ref rest, separators[group]);
                if (!first.IsEmpty)
                {
                    Place(row, first, said, value);
                }
            }
        }
    }

    /// <summary>The first of several values in a cell; the others stay in <paramref name="rest"/>.</summary>
    static FieldSpan TakeFirst(RecordBatch batch, ref FieldSpan rest, byte[] separator)
    {
        var end = separator.Length == 0 ? -1 : batch.Value(rest).IndexOf(separator);
        var first = end < 0 ? rest : new FieldSpan(rest.Offset, end);
        var start = end < 0 ? rest.Length : end + separator.Length;
        rest = new FieldSpan(rest.Offset + start, rest.Length - start);
        return first;
    }

    void Place(ComposedRow row, FieldSpan value, ReadOnlySpan<byte> label, int field)
    {
        var slot = isNumbered ? FreePair(row) : FreeSlot(row, label);
        if (slot < 0)
        {
            row.CountLeftOut(Codes.ExportNotWritten, field, value);
            return;
        }
        row.Set(slots[slot].Column, value);
        if (slots[slot].Label >= 0)
        {
            row.Set(slots[slot].Label, label);
        }
        else if (LabelLosses.IsUnsaid(label, slots[slot].Said))
        {
            row.CountRemark(Codes.ExportShortened, field);
        }
    }

    int FreePair(ComposedRow row) =>
        Array.FindIndex(slots, slot => row.IsEmpty(slot.Column) && (slot.Label < 0 || row.IsEmpty(slot.Label)));

    int FreeSlot(ComposedRow row, ReadOnlySpan<byte> label)
    {
        var best = -1;
        for (var index = 0; index < slots.Length; index++)
        {
            var said = slots[index].Said;
            if (!row.IsEmpty(slots[index].Column))
            {
                continue;
            }
            if (label.SequenceEqual(said))
            {
                return index;
            }
            best = best < 0 && IsFor(label, said) ? index : best;
        }
        return best >= 0 ? best : FreeSpare(row, PhoneLabels.Of(label));
    }

    /// <summary>Faxes are of one kind; what has a place of its own (a car) is told by its words.</summary>
    static bool IsFor(ReadOnlySpan<byte> label, ReadOnlySpan<byte> said) =>
        PhoneLabels.IsSame(label, said)
        || (PhoneLabels.Of(label) == PhoneLabel.Fax && PhoneLabels.Of(said) == PhoneLabel.Fax);

    /// <summary>The column for other numbers, where the label is lost. A fax or a pager is never written as a telephone.</summary>
    int FreeSpare(ComposedRow row, PhoneLabel kind) =>
        kind is PhoneLabel.Fax or PhoneLabel.Pager or PhoneLabel.Never
            ? -1
            : Array.FindIndex(slots, slot => row.IsEmpty(slot.Column) && slot.Said.AsSpan().SequenceEqual("Other"u8));

    static byte[] Separator(string? list) => list is null ? [] : Encoding.UTF8.GetBytes($" {list} ");
}
