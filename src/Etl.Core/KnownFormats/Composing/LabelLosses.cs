using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats.Arranging;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// Counts the values that were written to a column of their field alone, though a label was kept for them: such a column cannot say what a value is for.
/// A label that goes without saying for the field (<c>Work</c> for <c>phone</c>) is no loss.
/// </summary>
sealed class LabelLosses
{
    static readonly byte[] usualAddress = [.. "Work"u8];

    readonly (string Field, string Label, int Output, byte[][] Usual)[] written;
    readonly int[] fields;
    readonly int[] labels;

    /// <summary>Makes it for the columns of an output.</summary>
    public LabelLosses(IReadOnlyList<OutputColumn> columns)
    {
        written = [.. Enumerable.Range(0, columns.Count).SelectMany(index => EntriesOf(columns[index].Rule, index))];
        fields = new int[written.Length];
        labels = new int[written.Length];
    }

    /// <summary>Looks the fields and their labels up in a layout.</summary>
    public void Bind(BatchLayout layout)
    {
        for (var index = 0; index < written.Length; index++)
        {
            fields[index] = layout.ColumnOf(written[index].Field);
            labels[index] = layout.ColumnOf(written[index].Label);
        }
    }

    /// <summary>Counts the labels of one row that were written nowhere, each once.</summary>
    public void Count(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row)
    {
        var counted = -1;
        for (var index = 0; index < written.Length; index++)
        {
            if (fields[index] < 0 || labels[index] < 0 || labels[index] == counted)
            {
                continue;
            }
            var isWritten = !cells[fields[index]].IsEmpty && !row.IsEmpty(written[index].Output);
            if (isWritten && IsUnsaid(batch.Value(cells[labels[index]]), written[index].Usual))
            {
                row.CountRemark(Codes.ExportShortened, fields[index]);
                // The parts of an address have one label.
                counted = labels[index];
            }
        }
    }

    /// <summary>True for a label that a column for <paramref name="said"/> does not say.</summary>
    public static bool IsUnsaid(ReadOnlySpan<byte> label, ReadOnlySpan<byte> said)
    {
        if (label.IsEmpty || Ascii.EqualsIgnoreCase(label, said))
        {
            return false;
        }
        var kind = PhoneLabels.Of(label);
        // "Arbeit" says what "Work" does; faxes are of one kind, at work and at home.
        return kind is PhoneLabel.None or PhoneLabel.Fax or PhoneLabel.Further or PhoneLabel.Never
            || kind != PhoneLabels.Of(said);
    }

    static bool IsUnsaid(ReadOnlySpan<byte> label, byte[][] usual)
    {
        foreach (var said in usual)
        {
            if (!IsUnsaid(label, said))
            {
                return false;
            }
        }
        return !label.IsEmpty;
    }

    static IEnumerable<(string Field, string Label, int Output, byte[][] Usual)> EntriesOf(FormatRule rule, int index)
    {
        if (rule.IsWholeAddress || (rule.IsField && AddressComposer.IsPart(rule.Name)))
        {
            var field = rule.IsWholeAddress ? "street" : rule.Name;
            yield return (field, "custom.address_label", index, [usualAddress]);
        }
        foreach (var family in SlotFamily.All.Where(_ => rule is { IsField: true, Part: "" }))
        {
            foreach (var (field, names) in family.Fields.Where(entry => entry.Field == rule.Name))
            {
                byte[][] usual = family.IsTold ? [Encoding.UTF8.GetBytes(names[0])] : [];
                yield return (field, $"custom.{field}_label", index, usual);
            }
        }
    }
}
