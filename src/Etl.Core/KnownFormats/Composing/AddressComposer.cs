using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats.Arranging;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// The contact's address to the columns of the address that its label names, else to the first that is free. Where addresses are numbered and none is
/// free, it shares the cells of one with the same label.
/// </summary>
sealed class AddressComposer
{
    const int Street = 0;
    const int SecondLine = 1;

    static readonly string[] parts = ["street", "street_2", "city", "state", "postal_code", "country"];

    readonly AddressColumns[] addresses;
    readonly byte[] separator;
    readonly bool isNumbered;
    int[] fields = [];
    int fieldLabel = -1;

    /// <summary>Makes it for the columns of an output.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="listSeparator">What stands between several values in one cell; null when cells hold one.</param>
    public AddressComposer(IReadOnlyList<OutputColumn> columns, string? listSeparator)
    {
        separator = Encoding.UTF8.GetBytes($" {listSeparator} ");
        isNumbered =
            columns.Any(column => column is { Number: > 0, Rule.Name: "address" }) && listSeparator is not null;
        addresses =
        [
            .. Enumerable
                .Range(0, columns.Count)
                .Where(index => columns[index].Rule is { IsSlot: true, Name: "address" })
                .GroupBy(index => columns[index].Key, StringComparer.Ordinal)
                .OrderBy(group => group.Key == "Work" ? 0 : 1)
                .Select(group => new AddressColumns(
                    Encoding.UTF8.GetBytes(group.Key),
                    [.. parts.Select(part => Column(columns, group, part))],
                    Column(columns, group, "formatted"),
                    Column(columns, group, "label")
                )),
        ];
    }

    /// <summary>The fields that are parts of an address.</summary>
    public static IReadOnlyList<string> Parts => parts;

    /// <summary>True for a field that is a part of an address.</summary>
    public static bool IsPart(string field) => parts.Contains(field, StringComparer.Ordinal);

    /// <summary>Looks the fields up in a layout and marks them as written.</summary>
    public void Bind(BatchLayout layout, bool[] isWritten)
    {
        fields = [.. parts.Select(layout.ColumnOf)];
        fieldLabel = layout.ColumnOf("custom.address_label");
        foreach (var column in fields.Where(column => column >= 0))
        {
            isWritten[column] = true;
        }
    }

    /// <summary>Places the address of one row.</summary>
    public void Compose(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row)
    {
        if (!Any(cells))
        {
            return;
        }
        var label = fieldLabel < 0 ? default : cells[fieldLabel];
        var primary = WithLabel(batch.Value(label), row);
        if (isNumbered && primary is not null && PhoneLabels.IsPrimary(row.Value(primary.Label)))
        {
            Share(batch, cells, row, batch.Value(label));
        }
        else if (Choose(batch.Value(label), row) is { } free)
        {
            Write(batch, cells, row, free.Parts);
            WriteLabel(batch.Value(label), row, free);
            CountLabel(batch, cells, batch.Value(label), free);
        }
        else if (isNumbered)
        {
            Share(batch, cells, row, batch.Value(label));
        }
        else
        {
            CountAll(batch, cells);
        }
    }

    AddressColumns? Choose(ReadOnlySpan<byte> label, ComposedRow row)
    {
        AddressColumns? first = null;
        foreach (var address in addresses)
        {
            if (!address.IsFree(row))
            {
                continue;
            }
            if (label.SequenceEqual(address.Key))
            {
                return address;
            }
            first ??= address;
        }
        return first;
    }

    void Write(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row, int[] columns)
    {
        for (var part = 0; part < parts.Length; part++)
        {
            if (fields[part] < 0 || cells[fields[part]].IsEmpty)
            {
                continue;
            }
            if (columns[part] >= 0)
            {
                row.Set(columns[part], cells[fields[part]]);
            }
            else if (part == SecondLine && columns[Street] >= 0)
            {
                Append(row, columns[Street], batch.Value(cells[fields[part]]));
            }
            else
            {
                batch.Count(Codes.ExportNotWritten, fields[part]);
            }
        }
    }

    /// <summary>A second line of the street where the format has none of its own: a line break in the first.</summary>
    static void Append(ComposedRow row, int column, ReadOnlySpan<byte> line)
    {
        if (row.IsEmpty(column))
        {
            row.Set(column, line);
        }
        else
        {
            row.Join(column, line, "\n"u8, isFirst: false);
        }
    }

    /// <summary>Puts the address before one with the same label in the same cells, else before the last.</summary>
    void Share(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row, ReadOnlySpan<byte> label)
    {
        var address = WithLabel(label, row);
        for (var part = 0; part < parts.Length; part++)
        {
            var column = (address ?? addresses[^1]).Parts[part];
            var value = fields[part] < 0 ? [] : batch.Value(cells[fields[part]]);
            if (column < 0)
            {
                continue;
            }
            if (!row.IsEmpty(column))
            {
                row.Join(column, value, separator, isFirst: true);
            }
            else if (!value.IsEmpty)
            {
                row.Set(column, cells[fields[part]]);
            }
        }
        if (address is null)
        {
            batch.Count(Codes.ExportShortened, fields[Street]);
        }
        else
        {
            WriteLabel(label, row, address);
        }
    }

    AddressColumns? WithLabel(ReadOnlySpan<byte> label, ComposedRow row)
    {
        AddressColumns? found = null;
        foreach (var address in addresses)
        {
            if (address.Label < 0)
            {
                continue;
            }
            var own = row.Value(address.Label);
            var isPrimary = PhoneLabels.IsPrimary(own);
            if (own[PhoneLabels.StarLength(own)..].SequenceEqual(label) && (found is null || isPrimary))
            {
                found = address;
            }
        }
        return found;
    }

    /// <summary>Of several numbered addresses the first one is the contact's, unless another is marked with a star.</summary>
    void WriteLabel(ReadOnlySpan<byte> label, ComposedRow row, AddressColumns address)
    {
        if (address.Label < 0)
        {
            return;
        }
        row.Set(address.Label, label);
        if (isNumbered && NeedsStar(address, row))
        {
            row.Join(address.Label, "* "u8, [], isFirst: true);
        }
    }

    /// <summary>True when a reader would take another address for the contact's.</summary>
    bool NeedsStar(AddressColumns address, ComposedRow row)
    {
        var isBefore = true;
        foreach (var other in addresses)
        {
            if (ReferenceEquals(other, address))
            {
                isBefore = false;
            }
            else if (other.SaysMore(row) && (isBefore || PhoneLabels.IsPrimary(row.Value(other.Label))))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Where no column says what the address is for but the headers, another label is lost.</summary>
    void CountLabel(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ReadOnlySpan<byte> label, AddressColumns address)
    {
        if (address.Label < 0 && LabelLosses.IsUnsaid(label, address.Key))
        {
            batch.Count(Codes.ExportShortened, FirstFilled(cells));
        }
    }

    bool Any(ReadOnlySpan<FieldSpan> cells) => FirstFilled(cells) >= 0;

    int FirstFilled(ReadOnlySpan<FieldSpan> cells)
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

    void CountAll(RecordBatch batch, ReadOnlySpan<FieldSpan> cells)
    {
        foreach (var column in fields)
        {
            if (column >= 0 && !cells[column].IsEmpty)
            {
                batch.Count(Codes.ExportNotWritten, column);
            }
        }
    }

    static int Column(IReadOnlyList<OutputColumn> columns, IEnumerable<int> group, string part) =>
        group.FirstOrDefault(index => columns[index].Rule.Part == part, -1);
}
