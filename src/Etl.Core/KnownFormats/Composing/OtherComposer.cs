using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>Custom fields without a column to the pairs of name and value that a format has for them.</summary>
sealed class OtherComposer
{
    readonly (int Value, int Name)[] pairs;
    (int Column, byte[] Name)[] fields = [];

    public OtherComposer(IReadOnlyList<OutputColumn> columns)
    {
        pairs =
        [
            .. Enumerable
                .Range(0, columns.Count)
                .Where(index => columns[index].Rule is { IsOther: true, Part: "" })
                .Select(index =>
                    (
                        index,
                        Enumerable
                            .Range(0, columns.Count)
                            .First(name =>
                                columns[name].Rule is { IsOther: true, Part: "name" }
                                && columns[name].Number == columns[index].Number
                            )
                    )
                ),
        ];
    }

    /// <summary>Finds the custom fields of a layout that nothing writes, and marks them when there is room.</summary>
    public void Bind(BatchLayout layout, bool[] isWritten)
    {
        fields = [];
        if (pairs.Length == 0)
        {
            return;
        }
        fields =
        [
            .. layout
                .Columns.Select((column, index) => (column, index))
                .Where(entry => entry.column.Field is { IsCustom: true } && !isWritten[entry.index])
                .Select(entry =>
                    (entry.index, Encoding.UTF8.GetBytes(entry.column.Field!.Name[ContactField.CustomPrefix.Length..]))
                ),
        ];
        foreach (var (column, _) in fields)
        {
            isWritten[column] = true;
        }
    }

    /// <summary>Places the custom fields of one row.</summary>
    public void Compose(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row)
    {
        foreach (var (column, name) in fields)
        {
            if (cells[column].IsEmpty)
            {
                continue;
            }
            if (!TryPlace(row, cells[column], name))
            {
                row.CountLeftOut(Codes.ExportNotWritten, column);
            }
        }
    }

    /// <summary>Writes a value to the first pair without one; false when there is none.</summary>
    public bool TryPlace(ComposedRow row, FieldSpan value, ReadOnlySpan<byte> name)
    {
        var pair = FindFree(row);
        if (pair < 0)
        {
            return false;
        }
        row.Set(pairs[pair].Value, value);
        row.Set(pairs[pair].Name, name);
        return true;
    }

    /// <summary>The first pair without a value, or −1.</summary>
    int FindFree(ComposedRow row)
    {
        for (var pair = 0; pair < pairs.Length; pair++)
        {
            if (row.IsEmpty(pairs[pair].Value))
            {
                return pair;
            }
        }
        return -1;
    }
}
