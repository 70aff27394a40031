using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats.Arranging;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// Values of one kind to numbered pairs of label and value (<c>Phone 1 - Label</c>, <c>Phone 1 - Value</c>). Pairs that hold kept values stay where
/// they are, and the values go to the others in such an order that reading the file again places each in its own field. Where pairs do not suffice, values of one label share a
/// cell, as the program itself writes them, and what has neither a pair nor such a cell is counted; a row that came from such a file always fits into as many pairs as it had.
/// </summary>
sealed class PairComposer : ISlotComposer
{
    /// <summary>The longest phone number that is written anew, in bytes; numbers of the plan have 15 digits and an extension of 20.</summary>
    const int TextMax = 128;

    readonly SlotFields fields;
    readonly bool isTold;
    readonly (int Value, int Label)[] pairs;
    readonly PairLabels labels;
    readonly byte[] separator;
    readonly bool[] isKept;
    readonly int[] order;
    readonly int[] pairOf;
    readonly byte[] written = new byte[TextMax];
    int firstKept;
    bool hasUnsaid;

    /// <summary>Makes it for the numbered columns of an output.</summary>
    /// <param name="family">The kind.</param>
    /// <param name="columns">All columns of the output.</param>
    /// <param name="separator">What stands between several values in one cell, with a space on either side.</param>
    public PairComposer(SlotFamily family, IReadOnlyList<OutputColumn> columns, string separator)
    {
        fields = new SlotFields(family);
        isTold = family.IsTold;
        this.separator = Encoding.UTF8.GetBytes($" {separator} ");
        var own = Enumerable.Range(0, columns.Count).Where(index => columns[index].Rule.Name == family.Name).ToArray();
        pairs =
        [
            .. own.Where(index => columns[index].Rule.Part.Length == 0)
                .Select(index =>
                    (
                        index,
                        own.First(label =>
                            columns[label].Rule.Part == "label" && columns[label].Number == columns[index].Number
                        )
                    )
                ),
        ];
        labels = new PairLabels([.. pairs.Select(pair => pair.Label)]);
        isKept = new bool[pairs.Length];
        order = new int[fields.Count];
        pairOf = new int[fields.Count];
    }

    /// <inheritdoc/>
    public void Bind(BatchLayout layout, bool[] isWritten) => fields.Bind(layout, isWritten);

    /// <inheritdoc/>
    public void Compose(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row)
    {
        var count = 0;
        for (var field = 0; field < fields.Count; field++)
        {
            if (!fields.Value(cells, field).IsEmpty)
            {
                order[count++] = field;
            }
        }
        if (count == 0)
        {
            return;
        }
        firstKept = FindKept(row);
        hasUnsaid = IsLastUnsaid(batch, cells, row, count);
        if (isTold && firstKept < pairs.Length)
        {
            PutForward(batch, cells, row, count);
        }
        count = JoinKept(batch, cells, row, count);
        var isTight = !isTold && RunCount(batch, cells, count) > RoomBefore(firstKept);
        if (isTight && FirstFree(row, firstKept) >= 0)
        {
            // What the program calls the primary value is read first, wherever it stands.
            var placed = PlacePrimary(batch, cells, row, FirstFree(row, firstKept), count);
            count -= placed;
            order.AsSpan(placed, count).CopyTo(order);
        }
        for (var index = 0; index < count; index++)
        {
            Place(batch, cells, row, index, count);
        }
    }

    /// <summary>Places the first value and those behind it with its label in a pair that is marked with a star, and returns how many.</summary>
    int PlacePrimary(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row, int pair, int count)
    {
        var label = Label(batch, cells, order[0]);
        row.Set(pairs[pair].Label, label);
        row.Join(pairs[pair].Label, "* "u8, [], isFirst: true);
        row.Set(pairs[pair].Value, fields.Value(cells, order[0]));
        var placed = 1;
        while (placed < count && label.SequenceEqual(Label(batch, cells, order[placed])))
        {
            Join(batch, cells, row, pair, order[placed++], isFirst: false);
        }
        return placed;
    }

    int FindKept(ComposedRow row)
    {
        var primary = -1;
        for (var pair = 0; pair < pairs.Length; pair++)
        {
            isKept[pair] = !row.IsEmpty(pairs[pair].Value);
            if (primary < 0 && !isTold && labels.IsPrimary(row, pair))
            {
                primary = pair;
            }
        }
        return primary >= 0 && isKept[primary] ? primary
            : Array.IndexOf(isKept, value: true) is var first and >= 0 ? first
            : pairs.Length;
    }

    /// <summary>
    /// True when the last field's number is one of which nobody said what it is for, so that it shares the cell of another such number: there is no room for it
    /// beside that.
    /// </summary>
    bool IsLastUnsaid(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row, int count)
    {
        hasUnsaid = false;
        var isFirstUnsaid = !fields.Value(cells, 0).IsEmpty && fields.Label(cells, 0).IsEmpty;
        var hasCell = isFirstUnsaid || KeptWith(row, []) >= 0;
        if (!isTold || !hasCell || KeptWith(row, Usual(fields.Count - 1)) >= 0)
        {
            return false;
        }
        var needed = 0;
        for (var index = 0; index < count; index++)
        {
            var barrier = Barrier(batch, cells, row, order[index]);
            var isJoined = barrier < pairs.Length && labels.Is(row, barrier, Label(batch, cells, order[index]));
            needed += Earlier(batch, cells, index) < 0 && !isJoined ? 1 : 0;
        }
        return needed > RoomBefore(pairs.Length);
    }

    /// <summary>Puts the values first that must stand before kept ones.</summary>
    void PutForward(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row, int count)
    {
        for (var index = 1; index < count; index++)
        {
            var field = order[index];
            var barrier = Barrier(batch, cells, row, field);
            var place = index;
            while (place > 0 && Barrier(batch, cells, row, order[place - 1]) > barrier)
            {
                order[place] = order[--place];
            }
            order[place] = field;
        }
    }

    /// <summary>True when all values have room where they must stand.</summary>
    bool IsRoomy(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row, int count)
    {
        var isRoomy = RunCount(batch, cells, count) <= RoomBefore(pairs.Length);
        // They are in the order of their barriers, so the first so many must stand before the barrier of the last of them.
        for (var index = 0; index < count && isRoomy; index++)
        {
            var barrier = Barrier(batch, cells, row, order[index]);
            isRoomy = barrier == pairs.Length || index < RoomBefore(barrier);
        }
        return isRoomy;
    }

    /// <summary>
    /// The first kept pair that a value must stand before: for a phone one of its kind. The last field takes what fields of other kinds had no room for,
    /// in the order of the file, so it stands before all kept ones that could go there, and the first of its kind does, too.
    /// </summary>
    int Barrier(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row, int field)
    {
        if (!isTold)
        {
            return firstKept;
        }
        var label = Label(batch, cells, field);
        var kind = PhoneLabels.Of(label);
        var isLast = IsOfLast(batch, cells, field);
        for (var pair = 0; pair < pairs.Length; pair++)
        {
            var other = row.Value(pairs[pair].Label);
            var kept = isKept[pair] ? PhoneLabels.Of(other) : PhoneLabel.Never;
            // "Work 2" gives way to "Work", wherever it stands.
            var isRival = kept == kind && (PhoneLabels.IsSecond(label) || !PhoneLabels.IsSecond(other));
            if (
                isRival
                || (isLast && kept is not (PhoneLabel.Pager or PhoneLabel.Pager or PhoneLabel.Never or PhoneLabel.Fax))
            )
            {
                return pair;
            }
        }
        return pairs.Length;
    }

    /// <summary>True for the last field's value when it is of another field's kind, and for the value of that field.</summary>
    bool IsOfLast(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, int field)
    {
        var last = fields.Count - 1;
        if (fields.Value(cells, last).IsEmpty)
        {
            return false;
        }
        var label = Label(batch, cells, last);
        var own = Label(batch, cells, field);
        var kind = PhoneLabels.Of(label);
        return kind is not (PhoneLabel.None or PhoneLabel.Other)
            && kind == PhoneLabels.Of(own)
            && (PhoneLabels.IsSecond(own) || !PhoneLabels.IsSecond(label));
    }

    /// <summary>
    /// Joins values with kept ones of the same label where they must stand before these, and returns how many are left. Phones are told by their
    /// labels; of the others only the last ones may, and only when there is no room for them.
    /// </summary>
    int JoinKept(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row, int count)
    {
        if (firstKept == pairs.Length)
        {
            return count;
        }
        var isRoomy = !isTold && RunCount(batch, cells, count) <= RoomBefore(firstKept);
        if (isRoomy && !labels.IsPrimary(row, firstKept))
        {
            return count;
        }
        for (var index = count - 1; index >= 0; index--)
        {
            var label = Label(batch, cells, order[index]);
            var pair = isTold ? Barrier(batch, cells, row, order[index]) : firstKept;
            var isJoined = pair < pairs.Length && labels.Is(row, pair, label);
            if (isJoined && !(isTold && IsRoomy(batch, cells, row, count)))
            {
                Join(batch, cells, row, pair, order[index], isFirst: true);
                Array.Copy(order, index + 1, order, index, count - index - 1);
                count--;
            }
            else if (!isTold)
            {
                break;
            }
        }
        return count;
    }

    void Place(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row, int index, int count)
    {
        var field = order[index];
        var shared = Earlier(batch, cells, index);
        var free = FirstFree(row);
        var isBefore = free >= 0 && free < Barrier(batch, cells, row, field);
        if (free >= 0 && (shared < 0 || (isBefore && LeavesRoom(batch, cells, row, index, count))))
        {
            pairOf[index] = free;
            row.TryWrite(pairs[free].Value, fields.Value(cells, field), fields.Writer, fields.Column(field));
            row.Set(pairs[free].Label, Label(batch, cells, field));
            return;
        }
        var kept = shared < 0 ? KeptWith(row, Label(batch, cells, field)) : -1;
        var isOverflow = shared < 0 && kept < 0;
        pairOf[index] =
            shared >= 0 ? pairOf[shared]
            : kept >= 0 ? kept
            : labels.LastResort(row, Label(batch, cells, field));
        if (pairOf[index] < 0)
        {
            row.CountLeftOut(Codes.ExportNotWritten, fields.Column(field));
            return;
        }
        Join(batch, cells, row, pairOf[index], field, isFirst: kept >= 0);
        if (isOverflow)
        {
            row.CountRemark(Codes.ExportShortened, fields.Column(field));
        }
    }

    void Join(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row, int pair, int field, bool isFirst)
    {
        var value = batch.Value(fields.Value(cells, field));
        if (fields.Writer is { } writer && writer.LengthMax(value.Length) <= written.Length)
        {
            value = written.AsSpan(0, writer.Write(value, written));
        }
        row.Join(pairs[pair].Value, value, separator, isFirst);
    }

    /// <summary>True when the values behind one have room where they must stand if it takes the first free pair.</summary>
    bool LeavesRoom(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row, int index, int count)
    {
        var needed = 1;
        for (var later = index + 1; later < count; later++)
        {
            needed += Earlier(batch, cells, later) < 0 ? 1 : 0;
            if (needed > FreeBefore(row, Barrier(batch, cells, row, order[later])))
            {
                return false;
            }
        }
        return true;
    }

    int FreeBefore(ComposedRow row, int end)
    {
        var free = 0;
        for (var pair = 0; pair < end; pair++)
        {
            free += row.IsEmpty(pairs[pair].Value) ? 1 : 0;
        }
        return free;
    }

    /// <summary>The first kept pair with a label; −1 when there is none.</summary>
    int KeptWith(ComposedRow row, ReadOnlySpan<byte> label)
    {
        for (var pair = 0; pair < pairs.Length; pair++)
        {
            if (isKept[pair] && labels.Is(row, pair, label))
            {
                return pair;
            }
        }
        return -1;
    }

    /// <summary>The value before this one that may share a cell with it; −1 when there is none.</summary>
    int Earlier(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, int index)
    {
        var label = Label(batch, cells, order[index]);
        var last = isTold ? 0 : Math.Max(0, index - 1);
        for (var earlier = index - 1; earlier >= last; earlier--)
        {
            if (label.SequenceEqual(Label(batch, cells, order[earlier])))
            {
                return earlier;
            }
        }
        return -1;
    }

    /// <summary>How many cells the values need at least.</summary>
    int RunCount(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, int count)
    {
        var runs = 0;
        for (var index = 0; index < count; index++)
        {
            runs += Earlier(batch, cells, index) < 0 ? 1 : 0;
        }
        return runs;
    }

    int RoomBefore(int end)
    {
        var room = 0;
        for (var pair = 0; pair < end; pair++)
        {
            room += isKept[pair] ? 0 : 1;
        }
        return room;
    }

    int FirstFree(ComposedRow row, int start = 0)
    {
        for (var pair = start; pair < pairs.Length; pair++)
        {
            if (row.IsEmpty(pairs[pair].Value))
            {
                return pair;
            }
        }
        return -1;
    }

    /// <summary>What a value is for: its label, or the one that goes without saying.</summary>
    ReadOnlySpan<byte> Label(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, int field) =>
        fields.Label(cells, field) is { IsEmpty: false } label ? batch.Value(label) : Usual(field);

    /// <summary>
    /// The label that goes without saying. The first field holds numbers of which nobody said what they are for, and so does the last one when such numbers
    /// were kept, too.
    /// </summary>
    ReadOnlySpan<byte> Usual(int field) =>
        !isTold || field == 0 || (field == fields.Count - 1 && hasUnsaid) ? [] : fields.Usual[field][0];
}
