using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>The contact's address to the columns of the address that its label names, else to the first that is free.</summary>
sealed class AddressComposer
{
    const int Street = 0;
    const int SecondLine = 1;

    static readonly string[] parts = ["street", "street_2", "city", "state", "postal_code", "country"];

    readonly (byte[] Key, int[] Columns, int Label)[] addresses;
    int[] fields = [];
    int fieldLabel = -1;

    public AddressComposer(IReadOnlyList<OutputColumn> columns)
    {
        addresses =
        [
            .. Enumerable
                .Range(0, columns.Count)
                .Where(index => columns[index].Rule is { IsSlot: true, Name: "address" })
                .GroupBy(index => columns[index].Key, StringComparer.Ordinal)
                .OrderBy(group => group.Key == "Work" ? 0 : 1)
                .Select(group =>
                    (
                        Encoding.UTF8.GetBytes(group.Key),
                        parts.Select(part => Column(columns, group, part)).ToArray(),
                        Column(columns, group, "label")
                    )
                ),
        ];
    }

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
        var address = Choose(batch.Value(label), row);
        if (address < 0)
        {
            CountAll(batch, cells);
            return;
        }
        Write(batch, cells, row, addresses[address].Columns);
        if (addresses[address].Label >= 0 && !label.IsEmpty)
        {
            row.Set(addresses[address].Label, label);
        }
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
        var length = row.Value(column).Length;
        var room = row.Rent(length + 1 + line.Length);
        row.Value(column).CopyTo(room);
        var start = length == 0 ? 0 : length + 1;
        if (length > 0)
        {
            room[length] = (byte)'\n';
        }
        line.CopyTo(room[start..]);
        row.Keep(column, start + line.Length);
    }

    int Choose(ReadOnlySpan<byte> label, ComposedRow row)
    {
        for (var index = 0; index < addresses.Length && !label.IsEmpty; index++)
        {
            if (label.SequenceEqual(addresses[index].Key))
            {
                return index;
            }
        }
        return Array.FindIndex(
            addresses,
            address => Array.TrueForAll(address.Columns, column => column < 0 || row.IsEmpty(column))
        );
    }

    bool Any(ReadOnlySpan<FieldSpan> cells)
    {
        foreach (var column in fields)
        {
            if (column >= 0 && !cells[column].IsEmpty)
            {
                return true;
            }
        }
        return false;
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
