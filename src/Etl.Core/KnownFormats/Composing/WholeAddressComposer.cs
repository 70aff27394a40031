using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// The contact's address in one cell, its parts divided by two spaces, as Mailchimp reads it ("Format guidelines for your import file": each part of the address
/// separated by two spaces, the country at the end, a second line left out when there is none). Without street and city Mailchimp takes no address.
/// </summary>
sealed class WholeAddressComposer(int column)
{
    const int Street = 0;
    const int City = 2;

    static readonly string[] parts = ["street", "street_2", "city", "state", "postal_code", "country"];

    int[] fields = [];

    /// <summary>Looks the fields up in a layout and marks them as written.</summary>
    public void Bind(BatchLayout layout, bool[] isWritten)
    {
        fields = [.. parts.Select(layout.ColumnOf)];
        foreach (var field in fields.Where(field => field >= 0))
        {
            isWritten[field] = true;
        }
    }

    /// <summary>Writes the address of one row.</summary>
    public void Compose(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row)
    {
        if (IsEmpty(cells, Street) || IsEmpty(cells, City))
        {
            CountUnsaid(batch, cells, row);
            return;
        }
        // What was kept of such a column gives way to the contact's own address.
        row.Set(column, default(FieldSpan));
        for (var part = 0; part < parts.Length; part++)
        {
            if (!IsEmpty(cells, part))
            {
                Append(row, batch.Value(cells[fields[part]]));
            }
        }
    }

    /// <summary>Counts the parts that the column does not say: all of them, unless it holds a kept address.</summary>
    void CountUnsaid(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row)
    {
        for (var part = 0; part < parts.Length; part++)
        {
            if (!IsEmpty(cells, part) && row.Value(column).IndexOf(batch.Value(cells[fields[part]])) < 0)
            {
                row.CountLeftOut(Codes.ExportNotWritten, fields[part]);
            }
        }
    }

    void Append(ComposedRow row, ReadOnlySpan<byte> part)
    {
        foreach (var range in part.Split((byte)'\n'))
        {
            AppendLine(row, part[range]);
        }
    }

    // Two spaces inside a line would divide it, so they become one.
    void AppendLine(ComposedRow row, ReadOnlySpan<byte> line)
    {
        var divider = "  "u8;
        foreach (var range in line.Split(divider))
        {
            var text = line[range].Trim((byte)' ');
            if (text.IsEmpty)
            {
                continue;
            }
            if (row.IsEmpty(column))
            {
                row.Set(column, text);
            }
            else
            {
                row.Join(column, text, divider, isFirst: false);
            }
            divider = " "u8;
        }
    }

    bool IsEmpty(ReadOnlySpan<FieldSpan> cells, int part) => fields[part] < 0 || cells[fields[part]].IsEmpty;
}
