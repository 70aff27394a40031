using System.Text;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>The fields of a <see cref="SlotFamily"/> in the layout of a batch, and what their values are for.</summary>
sealed class SlotFields
{
    readonly SlotFamily family;
    int[] fields = [];
    int[] labels = [];

    public SlotFields(SlotFamily family)
    {
        this.family = family;
        Writer = family.Name == "phone" ? new PhoneWriter("") : null;
        Usual = [.. family.Fields.Select(field => field.Labels.Select(Encoding.UTF8.GetBytes).ToArray())];
    }

    /// <summary>What writes the values; null when they are taken over as they are.</summary>
    public IValueWriter? Writer { get; }

    /// <summary>How many fields there are.</summary>
    public int Count => family.Fields.Count;

    /// <summary>For each field the labels that its values may take, the best first, in UTF-8.</summary>
    public byte[][][] Usual { get; }

    /// <summary>Looks the fields up in a layout and marks them as written.</summary>
    public void Bind(BatchLayout layout, bool[] isWritten)
    {
        fields = [.. family.Fields.Select(entry => layout.ColumnOf(entry.Field))];
        labels = [.. family.Fields.Select(entry => layout.ColumnOf($"custom.{entry.Field}_label"))];
        foreach (var column in fields.Where(column => column >= 0))
        {
            isWritten[column] = true;
        }
    }

    /// <summary>The column of a field; −1 when the layout has none.</summary>
    public int Column(int field) => fields[field];

    /// <summary>The value of a field; empty when there is none.</summary>
    public FieldSpan Value(ReadOnlySpan<FieldSpan> cells, int field) =>
        fields[field] < 0 ? default : cells[fields[field]];

    /// <summary>The label that was kept for a field; empty when there is none.</summary>
    public FieldSpan Label(ReadOnlySpan<FieldSpan> cells, int field) =>
        labels[field] < 0 ? default : cells[labels[field]];
}
