using System.Text;
using Etl.Core.Diagnostics;
using Etl.Core.Mapping;
using Etl.Core.Schema;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// Custom fields whose name is that of a column which the contact's own value took (<c>custom.Email</c> beside <c>email</c>): to a column of their own (<c>Email (custom)</c>) or a pair of
/// name and value, where the program takes such; else they are counted.
/// </summary>
sealed class DisplacedComposer
{
    /// <summary>What stands behind the name, so that no column of the program is called so.</summary>
    public const string Suffix = " (custom)";

    readonly IReadOnlyList<OutputColumn> columns;
    readonly OtherComposer others;
    (int Column, int Kept, int Own, byte[] Name)[] kept = [];

    /// <summary>Makes it for the columns of an output.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="others">What writes pairs of name and value.</param>
    public DisplacedComposer(IReadOnlyList<OutputColumn> columns, OtherComposer others)
    {
        this.columns = columns;
        this.others = others;
    }

    /// <summary>The custom fields that may lose the column of their name to a field. Columns of values with labels need not be named: what they hold is never written over.</summary>
    public static IEnumerable<string> FieldsOf(ContactFormat format, IReadOnlyCollection<string> fields)
    {
        var columns = FormatCatalog.ColumnsOf(format);
        return fields.Where(field =>
            field.StartsWith(ContactField.CustomPrefix, StringComparison.Ordinal)
            && !FormatOutput.IsLabel(field)
            && FormatCatalog.FindColumn(columns, FormatCatalog.Normalize(field[ContactField.CustomPrefix.Length..]))
                is var (column, _)
            && column.Rule is { IsField: true, IsReadOnly: false }
            && IsFilled(column.Rule, fields)
        );
    }

    /// <summary>Columns for them, where the program takes any column.</summary>
    /// <param name="fields">Their names.</param>
    /// <param name="taken">The columns that there are.</param>
    public static IEnumerable<OutputColumn> ColumnsOf(IEnumerable<string> fields, IEnumerable<OutputColumn> taken)
    {
        var headers = taken.Select(column => column.Header).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. fields
                .Order(StringComparer.Ordinal)
                .Select(field => (Field: field, Header: field[ContactField.CustomPrefix.Length..] + Suffix))
                .Where(entry => headers.Add(entry.Header))
                .Select(entry => new OutputColumn(entry.Header, FormatRule.Kept, 0) { Displaced = entry.Field }),
        ];
    }

    /// <summary>The name of the custom field that a column of the program's file holds: its header, without what was put behind it here.</summary>
    public static string NameOf(string header, ContactFormat format) =>
        header.EndsWith(Suffix, StringComparison.Ordinal)
        && FormatCatalog.FindColumn(FormatCatalog.ColumnsOf(format), FormatCatalog.Normalize(header[..^Suffix.Length]))
            is not null
            ? header[..^Suffix.Length]
            : header;

    /// <summary>Looks the fields up in a layout.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="keptColumns">For each column of the output the column of the custom field of its name.</param>
    public void Bind(BatchLayout layout, int[] keptColumns)
    {
        kept =
        [
            .. Enumerable
                .Range(0, keptColumns.Length)
                // Labels are written with their values; without them they say nothing.
                .Where(column => keptColumns[column] >= 0 && columns[column].Rule.Part != "label")
                .Select(column => (column, keptColumns[column], layout.Columns[keptColumns[column]].Field!.Name))
                .Select(entry =>
                    (
                        entry.column,
                        entry.Item2,
                        OwnColumn(entry.Name),
                        Encoding.UTF8.GetBytes(entry.Name[ContactField.CustomPrefix.Length..])
                    )
                ),
        ];
    }

    /// <summary>Writes those of one row, when all other values have their places.</summary>
    public void Compose(ReadOnlySpan<FieldSpan> cells, ComposedRow row)
    {
        foreach (var (column, field, own, name) in kept)
        {
            if (cells[field].IsEmpty || row.Holds(column, cells[field]))
            {
                continue;
            }
            if (own >= 0)
            {
                row.Set(own, cells[field]);
            }
            else if (!others.TryPlace(row, cells[field], name))
            {
                row.CountLeftOut(Codes.ExportNotWritten, field);
            }
        }
    }

    int OwnColumn(string field)
    {
        for (var column = 0; column < columns.Count; column++)
        {
            if (columns[column].Displaced == field)
            {
                return column;
            }
        }
        return -1;
    }

    /// <summary>True when a field of the contact may be written to the column. Names go to each other's columns.</summary>
    static bool IsFilled(FormatRule rule, IReadOnlyCollection<string> fields) =>
        fields.Contains(rule.Name)
        || rule.IsRequired
        || rule.IsWholeAddress
        || rule.Name.EndsWith("_name", StringComparison.Ordinal)
        || rule.Name is "consent" or "mobile";
}
