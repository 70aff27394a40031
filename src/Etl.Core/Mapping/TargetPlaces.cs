using Etl.Core.Contracts;
using Etl.Core.Diagnostics;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>
/// The step behind aliases, for targets that a user owns: a field that no column of the target holds cannot be loaded. What the
/// user asked for is refused; a column that only its header mapped is reported as mapped to nothing.
/// </summary>
static class TargetPlaces
{
    public static void Apply(MappingDraft draft, MappingOptions options)
    {
        if (options.TargetColumns.Count == 0)
        {
            return;
        }
        for (var column = 0; column < draft.Headers.Count; column++)
        {
            if (draft.FieldOf(column) is { } field && !HasPlace(options.TargetColumns, field))
            {
                Drop(draft, options, column, field);
            }
        }
        foreach (var value in options.Defaults.Where(value => !HasPlace(options.TargetColumns, value.Field)))
        {
            throw NoPlace($"--default \"{value.Field}=…\" gives a value to", options, value.Field);
        }
        if (options.Owner is not null && !HasPlace(options.TargetColumns, ContactFields.Find("owner")!))
        {
            throw NoPlace("--owner gives a value to", options, ContactFields.Find("owner")!);
        }
    }

    /// <summary>False when columns without a field could be kept nowhere: then they are reported as if they were ignored.</summary>
    public static bool KeepsUnmapped(MappingOptions options) =>
        options.Unmapped != UnmappedColumns.Keep || HoldsCustoms(options);

    /// <summary>True when the target has a place for custom fields of any name.</summary>
    public static bool HoldsCustoms(MappingOptions options) =>
        options.TargetColumns.Count == 0 || options.TargetColumns.Any(column => column.HoldsCustoms);

    /// <summary>True when the target has a column for the field, or any field has a place there.</summary>
    public static bool HasPlaceFor(MappingOptions options, ContactField field) =>
        options.TargetColumns.Count == 0 || HasPlace(options.TargetColumns, field);

    static void Drop(MappingDraft draft, MappingOptions options, int column, ContactField field)
    {
        if (draft.MappedBy(column) == MappingSources.Set)
        {
            throw NoPlace($"--set \"{draft.Headers[column]}={field}\" feeds", options, field);
        }
        draft.Unmap(column);
        draft.Find(
            MappingFindingKind.Unmapped,
            column,
            $"The column {draft.Describe(column)} means the field \"{field}\", which no column of the target holds; add such a column to the table, or map it to another one with --set \"{draft.Headers[column]}=custom.column\"."
        );
    }

    static bool HasPlace(IReadOnlyList<StoreColumn> target, ContactField field) =>
        target.Any(column =>
            (field.IsCustom && column.HoldsCustoms)
            || string.Equals(
                column.Field.Name,
                field.Name,
                field.IsCustom ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal
            )
        );

    static JobException NoPlace(string what, MappingOptions options, ContactField field)
    {
        var fields = options.TargetColumns.Select(column => column.Field.Name).ToList();
        return new JobException(
            $"{what} the field \"{field}\", which no column of the target holds; add such a column to the table, or name one of the fields that its columns hold: {string.Join(", ", fields)}.{NearestNames.Sentence(field.Name, fields)}"
        );
    }
}
