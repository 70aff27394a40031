using Etl.Core.Schema;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// The columns of a file that is written for another program, fixed before its first record: those of its format, numbered groups as often as the
/// contacts may need them. Immutable, shared by all workers.
/// </summary>
public sealed class FormatOutput
{
    FormatOutput(ContactFormat format, IReadOnlyList<OutputColumn> columns)
    {
        Format = format;
        Columns = columns;
    }

    /// <summary>The format.</summary>
    public ContactFormat Format { get; }

    /// <summary>The columns in output order.</summary>
    public IReadOnlyList<OutputColumn> Columns { get; }

    /// <summary>The header as the program writes it.</summary>
    public IReadOnlyList<string> Headers
    {
        get
        {
            const string Second = " (2)";
            var headers = Columns.Select(column => column.Header);
            // Outlook writes one name twice in some languages; readers number the second one.
            var written = headers.Select(header =>
                header.EndsWith(Second, StringComparison.Ordinal) ? header[..^Second.Length] : header
            );
            return Format.HasTrailingColumn ? [.. written, ""] : [.. written];
        }
    }

    /// <summary>Decides on the columns.</summary>
    /// <param name="format">The format.</param>
    /// <param name="fields">Names of all fields that the contacts may have.</param>
    public static FormatOutput Create(ContactFormat format, IReadOnlyCollection<string> fields)
    {
        var known = fields.ToHashSet(StringComparer.Ordinal);
        var columns = new List<OutputColumn>();
        for (var index = 0; index < format.Columns.Count; )
        {
            var group = GroupAt(format.Columns, index);
            if (group[0].GroupCount == 0)
            {
                AddPlain(columns, group[0], known);
            }
            else
            {
                AddGroup(columns, group, known, format);
            }
            index += group.Count;
        }
        return new FormatOutput(format, columns);
    }

    /// <summary>True for a custom field that only says what the value of another field is for.</summary>
    internal static bool IsLabel(string field) =>
        field.StartsWith(ContactField.CustomPrefix, StringComparison.Ordinal)
        && field.EndsWith("_label", StringComparison.Ordinal)
        && (
            field == "custom.address_label"
            || ContactFields.All.Any(known => field == $"{ContactField.CustomPrefix}{known.Name}_label")
        );

    static void AddPlain(List<OutputColumn> columns, FormatColumn column, HashSet<string> known)
    {
        var isKnown =
            known.Contains(ContactField.CustomPrefix + column.Header)
            || (column.Rule.IsField && known.Contains(column.Rule.Name));
        if (!column.Rule.IsOptional || isKnown)
        {
            columns.Add(new OutputColumn(column.Header, column.Rule, 0));
        }
    }

    static void AddGroup(
        List<OutputColumn> columns,
        IReadOnlyList<FormatColumn> group,
        HashSet<string> known,
        ContactFormat format
    )
    {
        var count = group.Max(column => column.GroupCount);
        while (group.Any(column => known.Contains(ContactField.CustomPrefix + column.HeaderOf(count + 1))))
        {
            count++;
        }
        if (group[0].Rule.IsOther)
        {
            count = Math.Max(count, count - 1 + OtherCount(format, known));
        }
        for (var number = 1; number <= count; number++)
        {
            columns.AddRange(group.Select(column => new OutputColumn(column.HeaderOf(number), column.Rule, number)));
        }
    }

    /// <summary>Custom fields that have no column in the format.</summary>
    static int OtherCount(ContactFormat format, HashSet<string> known)
    {
        var columns = FormatCatalog.ColumnsOf(format);
        return known.Count(field =>
            field.StartsWith(ContactField.CustomPrefix, StringComparison.Ordinal)
            && !IsLabel(field)
            && FormatCatalog.FindColumn(columns, FormatCatalog.Normalize(field[ContactField.CustomPrefix.Length..]))
                is null
        );
    }

    /// <summary>The columns from <paramref name="index"/> on that are numbered together: their headers are the same up to the number.</summary>
    static List<FormatColumn> GroupAt(IReadOnlyList<FormatColumn> columns, int index)
    {
        var first = columns[index];
        if (first.GroupCount == 0)
        {
            return [first];
        }
        var end = first.Header.IndexOf(FormatColumn.Number, StringComparison.Ordinal);
        return
        [
            .. columns
                .Skip(index)
                .TakeWhile(column =>
                    column.Header.StartsWith(first.Header[..end] + FormatColumn.Number, StringComparison.Ordinal)
                ),
        ];
    }
}
