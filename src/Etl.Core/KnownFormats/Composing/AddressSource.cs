using System.Text;
using Etl.Core.Batches;
using Etl.Core.KnownFormats.Arranging;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>Where one address of a contact stands in a batch: its own fields, or what was kept of another program's file.</summary>
/// <param name="parts">Names of the fields of street, second line, city, state, postal code and country; null where there is none.</param>
/// <param name="whole">Name of the field of the whole address as text; null when there is none.</param>
/// <param name="labelField">Name of the field that says what it is for; null when there is none.</param>
/// <param name="said">What it is for when no field says it.</param>
sealed class AddressSource(string?[] parts, string? whole, string? labelField, string said)
{
    const int Street = 0;

    readonly byte[] said = Encoding.UTF8.GetBytes(said);
    int[] fields = [];
    int wholeColumn = -1;
    int labelColumn = -1;

    /// <summary>The contact's own address.</summary>
    public static AddressSource Own => new([.. AddressComposer.Parts], null, "custom.address_label", "");

    /// <summary>A further address that was kept.</summary>
    public static AddressSource Of(KeptGroup group) =>
        new(
            [.. AddressComposer.Parts.Select(part => group.Fields.GetValueOrDefault(part))],
            group.Fields.GetValueOrDefault("formatted"),
            group.Fields.GetValueOrDefault("label"),
            group.Label
        );

    /// <summary>Looks the fields up in a layout and marks them as written.</summary>
    public void Bind(BatchLayout layout, bool[] isWritten)
    {
        fields = [.. parts.Select(Column)];
        (wholeColumn, labelColumn) = (Column(whole), Column(labelField));
        foreach (var column in fields.Append(wholeColumn).Append(labelColumn).Where(column => column >= 0))
        {
            isWritten[column] = true;
        }
        int Column(string? field) => field is null ? -1 : layout.ColumnOf(field);
    }

    /// <summary>The column of a part; −1 when there is none. A whole address without parts is its street.</summary>
    public int Column(ReadOnlySpan<FieldSpan> cells, int part) =>
        part == Street && wholeColumn >= 0 && FirstPart(cells) < 0 ? wholeColumn : fields[part];

    /// <summary>The value of a part; empty when there is none.</summary>
    public FieldSpan Value(ReadOnlySpan<FieldSpan> cells, int part) =>
        Column(cells, part) is var column and >= 0 ? cells[column] : default;

    /// <summary>The first column of it that holds something; −1 when it is empty.</summary>
    public int FirstFilled(ReadOnlySpan<FieldSpan> cells) =>
        FirstPart(cells) is var part and >= 0 ? part
        : wholeColumn >= 0 && !cells[wholeColumn].IsEmpty ? wholeColumn
        : -1;

    /// <summary>What it is for; empty when nobody says it.</summary>
    public ReadOnlySpan<byte> Label(RecordBatch batch, ReadOnlySpan<FieldSpan> cells)
    {
        var label = labelColumn < 0 ? said : batch.Value(cells[labelColumn]);
        return label[PhoneLabels.StarLength(label)..];
    }

    int FirstPart(ReadOnlySpan<FieldSpan> cells)
    {
        foreach (var column in fields)
        {
            if (column >= 0 && !cells[column].IsEmpty)
            {
                return column;
            }
        }
        return -1;
    }
}
