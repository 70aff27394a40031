using Etl.Core.Mapping;
using Etl.Core.Schema;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>Which columns of a format that takes a part of them (<see cref="ContactFormat.IsPartial"/>) have a source among the fields of the contacts.</summary>
/// <param name="format">The format.</param>
/// <param name="fields">Names of the fields, and of kept columns of the format as <c>custom.HEADER</c>.</param>
/// <param name="kept">Further values, which go behind those of the fields.</param>
/// <param name="isExact">
/// True for the columns that the fields certainly feed; false for all that any of their values may go to (a whole name goes to the column of given names, a labelled number to
/// the column of its label).
/// </param>
sealed class ColumnChoice(
    ContactFormat format,
    IReadOnlySet<string> fields,
    IReadOnlyList<KeptGroup> kept,
    bool isExact
)
{
    static readonly string[] names = ["first_name", "last_name", "full_name"];

    readonly HashSet<string> keptFamilies =
    [
        .. format
            .Columns.Where(column => column.Rule.IsSlot && IsKept(fields, column))
            .Select(column => column.Rule.Name),
    ];

    readonly int otherCount = FormatOutput.OtherCount(format, fields, kept);

    /// <summary>True when a field feeds the column, or the program demands it.</summary>
    public bool IsNeeded(OutputColumn column)
    {
        var rule = column.Rule;
        return rule.IsRequired
            || (column.Displaced is not null && !isExact)
            || fields.Contains(ContactField.CustomPrefix + column.Header)
            || (
                rule switch
                {
                    { IsOther: true } => !isExact || column.Number <= otherCount,
                    { IsWholeAddress: true } => fields.Contains("street"),
                    { IsField: true } => IsFed(rule.Name),
                    { IsSlot: true, Name: "address" } => IsAddress(column),
                    { IsSlot: true } => IsValue(column),
                    _ => false,
                }
            );
    }

    // Beside given and family name a whole name may say a title, initials or a suffix that they do not.
    bool IsFed(string field) =>
        fields.Contains(field)
        || (!isExact && names.Contains(field, StringComparer.Ordinal) && names.Any(fields.Contains))
        || (
            !isExact
            && field is "name_prefix" or "middle_name" or "name_suffix"
            && names[..2].Any(fields.Contains)
            && fields.Contains("full_name")
        );

    bool IsAddress(OutputColumn column)
    {
        var hasLabel = fields.Contains("custom.address_label");
        var further = kept.Where(group => group.Family == "address").ToArray();
        return column.Rule.Part switch
        {
            "formatted" => false,
            "label" => !isExact && (further.Length > 0 || AddressComposer.Parts.Any(fields.Contains)),
            var part
                when further.Any(group => group.Fields.ContainsKey(part) || group.Fields.ContainsKey("formatted")) =>
                true,
            // A label says where the address goes, and a kept address may be where it would go else.
            var part => fields.Contains(part)
                && (isExact ? !hasLabel && IsUsual() : hasLabel || IsUsual() || IsDriven()),
        };
        bool IsUsual() => column.Number == 1 || column.Rule.Label == "Work";
        bool IsDriven() => keptFamilies.Contains("address");
    }

    bool IsValue(OutputColumn column)
    {
        var family = SlotFamily.All.First(family => family.Name == column.Rule.Name);
        var own = family.Fields.Where(entry => fields.Contains(entry.Field)).ToArray();
        var further = kept.Count(group => group.Family == family.Name);
        if (column.Number > 0)
        {
            return (!isExact && keptFamilies.Contains(family.Name)) || column.Number <= own.Length + further;
        }
        return further > 0
            || own.Any(entry =>
                entry.Labels[0] == column.Rule.Label
                || (
                    !isExact
                    && (HasLabel(entry.Field) || entry.Labels.Contains(column.Rule.Label, StringComparer.Ordinal))
                )
            );
    }

    bool HasLabel(string field) => fields.Contains($"{ContactField.CustomPrefix}{field}_label");

    static bool IsKept(IReadOnlySet<string> fields, FormatColumn column) =>
        column.GroupCount == 0
            ? fields.Contains(ContactField.CustomPrefix + column.Header)
            : fields.Any(field =>
                field.StartsWith(ContactField.CustomPrefix, StringComparison.Ordinal)
                && IsNumbered(column.Header, field.AsSpan(ContactField.CustomPrefix.Length))
            );

    /// <summary>True for a header of a group, whatever its number.</summary>
    static bool IsNumbered(string pattern, ReadOnlySpan<char> header)
    {
        var at = pattern.IndexOf(FormatColumn.Number, StringComparison.Ordinal);
        var end = pattern.AsSpan(at + FormatColumn.Number.Length);
        return header.Length > pattern.Length - FormatColumn.Number.Length
            && header.StartsWith(pattern.AsSpan(0, at), StringComparison.Ordinal)
            && header.EndsWith(end, StringComparison.Ordinal)
            && !header[at..^end.Length].ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>
    /// True when Etl reads the column right without knowing whose file it is: its header is an alias of the field that it holds.
    /// </summary>
    public static bool IsPlain(OutputColumn column)
    {
        var rule = column.Rule;
        var meaning =
            !rule.IsSlot ? rule.Name
            : column.Number > 0 ? null
            : rule.Name == "address" ? rule.Part
            : SlotFamily.FieldOf(rule);
        return meaning is not null && HeaderAliases.Default.Find(column.Header)?.Field.Name == meaning;
    }
}
