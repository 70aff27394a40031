using Etl.Core.Schema;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// The columns of a file that is written for another program, fixed before its first record: those of its format, numbered groups as often as the
/// contacts may need them. Immutable, shared by all workers.
/// </summary>
public sealed class FormatOutput
{
    /// <summary>The highest number of a group that is looked for; Google's own files stay below a hundred.</summary>
    const int NumberMax = 200;

    readonly ColumnUse? use;
    readonly int[] written;

    FormatOutput(
        ContactFormat format,
        IReadOnlyList<OutputColumn> columns,
        bool[] isWritten,
        IReadOnlyList<KeptGroup> kept,
        ColumnUse? use
    )
    {
        Format = format;
        Kept = kept;
        Columns = columns;
        this.use = use;
        written = [.. Enumerable.Range(0, columns.Count).Where(column => isWritten[column])];
        Doubtful = [.. Enumerable.Range(0, columns.Count).Where(column => !isWritten[column])];
    }

    /// <summary>The format.</summary>
    public ContactFormat Format { get; }

    /// <summary>The columns that values may go to, in output order.</summary>
    public IReadOnlyList<OutputColumn> Columns { get; }

    /// <summary>Further values that were kept of another program's file and have columns here.</summary>
    internal IReadOnlyList<KeptGroup> Kept { get; }

    /// <summary>Those of <see cref="Columns"/> that the file has.</summary>
    public ReadOnlySpan<int> Written => written;

    /// <summary>Those of <see cref="Columns"/> that the file does not have; a value for one is told by <see cref="Miss"/>.</summary>
    internal int[] Doubtful { get; }

    /// <summary>The header as the program writes it.</summary>
    public IReadOnlyList<string> Headers
    {
        get
        {
            const string Second = " (2)";
            var headers = written.Select(column => Columns[column].Header);
            // Outlook writes one name twice in some languages; readers number the second one.
            headers = headers.Select(header =>
                header.EndsWith(Second, StringComparison.Ordinal) ? header[..^Second.Length] : header
            );
            return Format.HasTrailingColumn ? [.. headers, ""] : [.. headers];
        }
    }

    /// <summary>
    /// Decides on the columns. A program that takes a part of its columns (<see cref="ContactFormat.IsPartial"/>) gets those that have a source or that it demands, and as many
    /// more as its header needs to be told; all others get the whole header.
    /// </summary>
    /// <param name="format">The format.</param>
    /// <param name="fields">Names of all fields that the contacts may have.</param>
    /// <param name="doubtful">Those of them that no column of the input feeds itself, so that all contacts may lack them; null when there is none.</param>
    /// <param name="use">Which columns are needed for those; null to write them all.</param>
    public static FormatOutput Create(
        ContactFormat format,
        IReadOnlyCollection<string> fields,
        IReadOnlySet<string>? doubtful = null,
        ColumnUse? use = null
    )
    {
        var known = KnownOf(format, fields);
        var kept = KeptGroup.Find(format, fields);
        IReadOnlyList<string> displaced = [.. DisplacedComposer.FieldsOf(format, fields)];
        var columns = AllOf(format, known, kept, displaced);
        if (!format.IsPartial)
        {
            return new FormatOutput(format, columns, [.. columns.Select(_ => true)], kept, null);
        }
        var possible = new ColumnChoice(format, known, kept, isExact: false);
        // What was kept of the same program's file goes back to its column in any case.
        var own = FormatCatalog.ColumnsOf(format);
        var certain = fields.Where(field => doubtful?.Contains(field) != true || KeptHeader(own, field) is not null);
        var sure = new ColumnChoice(format, KnownOf(format, [.. certain]), [], isExact: true);
        bool IsWritten(OutputColumn column) =>
            use is null ? possible.IsNeeded(column) : use.IsWanted(column.Header) || sure.IsNeeded(column);
        var chosen = columns.Where(IsWritten).ToHashSet();
        AddTelling(chosen, columns, format);
        var composed = columns.Where(column => chosen.Contains(column) || possible.IsNeeded(column)).ToArray();
        return new FormatOutput(format, composed, [.. composed.Select(chosen.Contains)], kept, use);
    }

    /// <summary>Tells that a record has a value for a column that the file does not have.</summary>
    internal void Miss(int column) => use?.Miss(Columns[column].Header);

    static List<OutputColumn> AllOf(
        ContactFormat format,
        HashSet<string> known,
        IReadOnlyList<KeptGroup> kept,
        IReadOnlyList<string> displaced
    )
    {
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
                AddGroup(columns, group, known, kept, format, displaced.Count);
            }
            index += group.Count;
        }
        AddCustom(columns, known, format);
        columns.AddRange(
            DisplacedComposer.ColumnsOf(displaced, columns).Take(Math.Max(0, format.ColumnsMax - columns.Count))
        );
        return columns;
    }

    /// <summary>
    /// Adds columns by which the program is told, where some column would be read differently without knowing whose file it is. Nothing is added when that is not enough.
    /// </summary>
    static void AddTelling(HashSet<OutputColumn> chosen, List<OutputColumn> columns, ContactFormat format)
    {
        if (chosen.All(ColumnChoice.IsPlain))
        {
            return;
        }
        var added = new List<OutputColumn>();
        using var telling = format.Own.Concat(format.Distinctive).Select(Find).OfType<OutputColumn>().GetEnumerator();
        var file = format.HasConsentFiles ? ConsentFiles.None + "_" : null;
        while (
            FormatCatalog.Recognise([.. chosen.Concat(added).Select(column => column.Header)], file)?.Format != format
        )
        {
            if (!telling.MoveNext())
            {
                return;
            }
            added.Add(telling.Current);
        }
        chosen.UnionWith(added);
        OutputColumn? Find(string header) =>
            columns.Find(column => column.Header == header && !chosen.Contains(column) && !column.Rule.IsOptional);
    }

    /// <summary>A column for each custom field, where the program takes any column as a field of the user's own.</summary>
    static void AddCustom(List<OutputColumn> columns, HashSet<string> known, ContactFormat format)
    {
        var own = FormatCatalog.ColumnsOf(format);
        var names = known
            .Where(field => field.StartsWith(ContactField.CustomPrefix, StringComparison.Ordinal) && !IsLabel(field))
            .Select(field => field[ContactField.CustomPrefix.Length..])
            .Where(name => FormatCatalog.FindColumn(own, FormatCatalog.Normalize(name)) is null)
            .Order(StringComparer.Ordinal)
            .Take(Math.Max(0, format.ColumnsMax - columns.Count));
        columns.AddRange(
            names.Select(name => new OutputColumn(name, FormatRule.Of(ContactField.CustomPrefix + name), 0))
        );
    }

    /// <summary>True for a custom field that only says what the value of another field is for.</summary>
    internal static bool IsLabel(string field) =>
        field.StartsWith(ContactField.CustomPrefix, StringComparison.Ordinal)
        && field.EndsWith("_label", StringComparison.Ordinal)
        && (
            field == "custom.address_label"
            || ContactFields.All.Any(known => field == $"{ContactField.CustomPrefix}{known.Name}_label")
        );

    /// <summary>The fields, and for each custom field that was a column of the format the name under which that column is written.</summary>
    static HashSet<string> KnownOf(ContactFormat format, IReadOnlyCollection<string> fields)
    {
        var columns = FormatCatalog.ColumnsOf(format);
        var known = fields.ToHashSet(StringComparer.Ordinal);
        known.UnionWith(fields.Select(field => KeptHeader(columns, field)).OfType<string>().Select(Custom));
        return known;

        static string Custom(string header) => ContactField.CustomPrefix + header;
    }

    /// <summary>The header under which a format writes a custom field that was one of its columns; null for all other fields.</summary>
    internal static string? KeptHeader(IReadOnlyDictionary<string, FormatColumn> columns, string field) =>
        field.StartsWith(ContactField.CustomPrefix, StringComparison.Ordinal)
        && FormatCatalog.FindColumn(columns, FormatCatalog.Normalize(field[ContactField.CustomPrefix.Length..]))
            is var (column, number)
            ? column.HeaderOf(number)
            : null;

    static void AddPlain(List<OutputColumn> columns, FormatColumn column, HashSet<string> known)
    {
        var isKnown =
            known.Contains(ContactField.CustomPrefix + column.Header)
            || (column.Rule.IsField && known.Contains(column.Rule.Name))
            || (column.Rule.IsWholeAddress && known.Contains("street"));
        if (!column.Rule.IsReadOnly && (!column.Rule.IsOptional || isKnown))
        {
            columns.Add(new OutputColumn(column.Header, column.Rule, 0));
        }
    }

    static void AddGroup(
        List<OutputColumn> columns,
        IReadOnlyList<FormatColumn> group,
        HashSet<string> known,
        IReadOnlyList<KeptGroup> kept,
        ContactFormat format,
        int displacedCount
    )
    {
        var count = group[0].Rule.IsOptional ? 0 : group.Max(column => column.GroupCount);
        var highest = 0;
        for (var number = 1; number <= NumberMax; number++)
        {
            if (group.Any(column => known.Contains(ContactField.CustomPrefix + column.HeaderOf(number))))
            {
                highest = number;
            }
        }
        count = Math.Max(count, highest);
        if (group[0].Rule.IsOther)
        {
            count = Math.Max(count, highest + OtherCount(format, known, kept) + displacedCount);
        }
        count += kept.Count(further => further.Family == group[0].Rule.Name);
        for (var number = 1; number <= count; number++)
        {
            columns.AddRange(group.Select(column => new OutputColumn(column.HeaderOf(number), column.Rule, number)));
        }
    }

    /// <summary>Custom fields that have no column in the format.</summary>
    internal static int OtherCount(ContactFormat format, IReadOnlySet<string> known, IReadOnlyList<KeptGroup> kept)
    {
        var placed = kept.SelectMany(group => group.Fields.Values).ToHashSet(StringComparer.Ordinal);
        var columns = FormatCatalog.ColumnsOf(format);
        return known.Count(field =>
            field.StartsWith(ContactField.CustomPrefix, StringComparison.Ordinal)
            && !IsLabel(field)
            && !placed.Contains(field)
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
