using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.KnownFormats.Arranging;
using Etl.Core.Mapping;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// The contact's address to the columns of the address that its label names, else to the first that is free; further ones, which were kept of another program's file, behind it.
/// Where addresses are numbered and none is free, it shares the cells of one with the same label.
/// </summary>
sealed class AddressComposer
{
    const int Street = 0;
    const int SecondLine = 1;

    static readonly string[] parts = ["street", "street_2", "city", "state", "postal_code", "country"];

    readonly AddressColumns[] addresses;
    readonly byte[] separator;
    readonly bool isNumbered;
    readonly AddressSource[] sources;

    /// <summary>Makes it for the columns of an output.</summary>
    public AddressComposer(FormatOutput output)
    {
        var (columns, listSeparator) = (output.Columns, output.Format.ListSeparator);
        sources =
        [
            AddressSource.Own,
            .. output.Kept.Where(group => group.Family == "address").Select(AddressSource.Of),
        ];
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
    public void Bind(BatchLayout layout, bool[] isWritten) =>
        Array.ForEach(sources, source => source.Bind(layout, isWritten));

    /// <summary>Places the addresses of one row.</summary>
    public void Compose(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row)
    {
        foreach (var source in sources)
        {
            if (source.FirstFilled(cells) >= 0)
            {
                Place(batch, cells, row, source);
            }
        }
    }

    void Place(RecordBatch batch, ReadOnlySpan<FieldSpan> cells, ComposedRow row, AddressSource source)
    {
        var label = source.Label(batch, cells);
        var primary = WithLabel(label, row);
        var isPrimary = primary is not null && PhoneLabels.IsPrimary(row.Value(primary.Label));
        if (isNumbered && isPrimary && source == sources[0])
        {
            Share(batch, cells, row, source, label);
        }
        else if (Choose(row, label, source != sources[0]) is { } free)
        {
            Write(batch, cells, row, source, free.Parts);
            WriteLabel(label, row, free, source);
            CountLabel(row, cells, label, free, source);
        }
        else if (isNumbered && source == sources[0])
        {
            Share(batch, cells, row, source, label);
        }
        else
        {
            CountAll(row, cells, source);
        }
    }

    /// <summary>The free address for a label, else for what it says in other words; else any, for a further address that for others first.</summary>
    AddressColumns? Choose(ComposedRow row, ReadOnlySpan<byte> label, bool isFurther)
    {
        AddressColumns? best = null;
        var bestRank = 0;
        foreach (var address in addresses)
        {
            var rank =
                !address.IsFree(row) ? 0
                : label.SequenceEqual(address.Key) ? 4
                : PhoneLabels.IsSame(label, address.Key) ? 3
                : isFurther && address.Key.AsSpan().SequenceEqual("Other"u8) ? 2
                : 1;
            if (rank > bestRank)
            {
                (best, bestRank) = (address, rank);
            }
        }
        return best;
    }

    static void Write(
        RecordBatch batch,
        ReadOnlySpan<FieldSpan> cells,
        ComposedRow row,
        AddressSource source,
        int[] columns
    )
    {
        for (var part = 0; part < parts.Length; part++)
        {
            var value = source.Value(cells, part);
            if (value.IsEmpty)
            {
                continue;
            }
            if (columns[part] >= 0)
            {
                row.Set(columns[part], value);
            }
            else if (part == SecondLine && columns[Street] >= 0)
            {
                Append(row, columns[Street], batch.Value(value));
            }
            else
            {
                row.CountLeftOut(Codes.ExportNotWritten, source.Column(cells, part));
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
    void Share(
        RecordBatch batch,
        ReadOnlySpan<FieldSpan> cells,
        ComposedRow row,
        AddressSource source,
        ReadOnlySpan<byte> label
    )
    {
        var address = WithLabel(label, row);
        for (var part = 0; part < parts.Length; part++)
        {
            var column = (address ?? addresses[^1]).Parts[part];
            var cell = source.Value(cells, part);
            if (column < 0)
            {
                continue;
            }
            if (!row.IsEmpty(column))
            {
                row.Join(column, batch.Value(cell), separator, isFirst: true);
            }
            else if (!cell.IsEmpty)
            {
                row.Set(column, cell);
            }
        }
        if (address is null)
        {
            row.CountRemark(Codes.ExportShortened, source.FirstFilled(cells));
        }
        else
        {
            WriteLabel(label, row, address, source);
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
    void WriteLabel(ReadOnlySpan<byte> label, ComposedRow row, AddressColumns address, AddressSource source)
    {
        if (address.Label < 0)
        {
            return;
        }
        row.Set(address.Label, label);
        if (isNumbered && source == sources[0] && NeedsStar(address, row))
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
    static void CountLabel(
        ComposedRow row,
        ReadOnlySpan<FieldSpan> cells,
        ReadOnlySpan<byte> label,
        AddressColumns address,
        AddressSource source
    )
    {
        if (address.Label < 0 && LabelLosses.IsUnsaid(label, address.Key))
        {
            row.CountRemark(Codes.ExportShortened, source.FirstFilled(cells));
        }
    }

    static void CountAll(ComposedRow row, ReadOnlySpan<FieldSpan> cells, AddressSource source)
    {
        for (var part = 0; part < parts.Length; part++)
        {
            if (!source.Value(cells, part).IsEmpty)
            {
                row.CountLeftOut(Codes.ExportNotWritten, source.Column(cells, part));
            }
        }
    }

    static int Column(IReadOnlyList<OutputColumn> columns, IEnumerable<int> group, string part) =>
        group.FirstOrDefault(index => columns[index].Rule.Part == part, -1);
}
