using Etl.Core.KnownFormats.Arranging;
using Etl.Core.Schema;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// A further value that an import kept of another program's file under its headers, because the contact's fields had no room for it: its second address, its sixth phone number.
/// </summary>
/// <param name="Family">What it is: <c>phone</c>, <c>email</c>, <c>website</c> or <c>address</c>.</param>
/// <param name="Key">What its columns have in common: their number, or what they are for.</param>
/// <param name="Fields">Names of the custom fields by the part that they hold; the value itself is the part <c>""</c>.</param>
/// <param name="Label">What the headers say that it is for; empty when the field of the part <c>label</c> says it.</param>
/// <param name="ListSeparator">What stands between several values in one cell; null when cells hold one.</param>
sealed record KeptGroup(
    string Family,
    string Key,
    IReadOnlyDictionary<string, string> Fields,
    string Label,
    string? ListSeparator
)
{
    /// <summary>
    /// The values that fields hold for columns of other programs, where <paramref name="target"/> has columns for values of their kind that are told by a label, and none of that
    /// name. All custom fields are taken for those of the program that knows most of them.
    /// </summary>
    /// <param name="target">The format that is written.</param>
    /// <param name="fields">Names of all fields.</param>
    public static IReadOnlyList<KeptGroup> Find(ContactFormat target, IEnumerable<string> fields)
    {
        var own = FormatCatalog.ColumnsOf(target);
        var families = target
            .Columns.Where(column => column.Rule.IsSlot)
            .Select(column => column.Rule.Name)
            .ToHashSet();
        var kept = fields
            .Where(field =>
                field.StartsWith(ContactField.CustomPrefix, StringComparison.Ordinal)
                && !FormatOutput.IsLabel(field)
                && FormatOutput.KeptHeader(own, field) is null
            )
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (families.Count == 0 || kept.Length == 0)
        {
            return [];
        }
        return FormatCatalog
                .All.Select(format => GroupsOf(format, kept, families))
                .MaxBy(groups => groups.Sum(group => group.Fields.Count))
            ?? [];
    }

    static KeptGroup[] GroupsOf(ContactFormat format, string[] kept, HashSet<string> families)
    {
        var columns = FormatCatalog.ColumnsOf(format);
        return
        [
            .. kept.Select(field => (Field: field, Use: FindSlot(columns, field)))
                .Where(entry => entry.Use is { } use && families.Contains(use.Rule.Name))
                .GroupBy(entry => (entry.Use!.Rule.Name, Key: entry.Use.Key))
                .Select(group => new KeptGroup(
                    group.Key.Name,
                    group.Key.Key,
                    group.ToDictionary(entry => entry.Use!.Rule.Part, entry => entry.Field, StringComparer.Ordinal),
                    group.First().Use!.IsNumbered ? "" : group.Key.Key,
                    format.ListSeparator
                ))
                .Where(group => group.Fields.Keys.Any(part => part != "label"))
                .OrderBy(group => group.Key.Length)
                .ThenBy(group => group.Key, StringComparer.Ordinal),
        ];
    }

    static FormatColumnUse? FindSlot(IReadOnlyDictionary<string, FormatColumn> columns, string field) =>
        FormatCatalog.FindColumn(columns, FormatCatalog.Normalize(field[ContactField.CustomPrefix.Length..]))
            is var (column, number)
        && column.Rule.IsSlot
            ? new FormatColumnUse(0, column.Rule, number)
            : null;
}
