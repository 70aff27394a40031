using System.Text;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Normalization.Places;
using Etl.Core.Schema;

namespace Etl.Core.Normalization.Spreading;

/// <summary>
/// Columns that no column of the input feeds and that values of mapped columns overflow into. They are added behind the input's
/// own columns: where they are written into a file, when a record shows a need; in a store, always.
/// </summary>
public static class DerivedColumns
{
    /// <summary>The fields that the values of a sample overflow into and that the layout has no column for.</summary>
    /// <param name="layout">What the columns of the input mean.</param>
    /// <param name="sample">The first records, parsed; their cells stand at the same columns.</param>
    /// <param name="country">The job's country, ISO 3166 alpha-2; null when nobody named one.</param>
    public static IReadOnlyList<ContactField> Find(BatchLayout layout, RecordBatch sample, string? country)
    {
        // The values of a known format are placed after the sample was taken, and its fields have all the columns that they can need.
        var needed = RulesOf(layout)
            .Where(rule => layout.ColumnOf(rule.Field) < layout.SourceColumnCount)
            .SelectMany(rule => NeededFields(rule, layout, sample, country));
        return Free(layout, needed);
    }

    /// <summary>All fields that values of the layout's columns can overflow into and that it has no column for.</summary>
    public static IReadOnlyList<ContactField> FindAll(BatchLayout layout) =>
        Free(layout, RulesOf(layout).SelectMany(rule => FieldsOf(rule).Where(field => rule.Fills(field, layout))));

    /// <summary>
    /// The fields that make room for a value of a field that found none: the targets of all values of its kind, and when the layout has these,
    /// the rest. Empty when there is no more room to make. The answer does not depend on which value of the kind came first.
    /// </summary>
    public static IReadOnlyList<ContactField> FindRoom(BatchLayout layout, ContactField field)
    {
        if (RulesOf(layout).FirstOrDefault(rule => rule.Field == field.Name) is not { Rest: { } rest })
        {
            return [];
        }
        var targets = Free(layout, RulesOf(layout).Where(rule => rule.Rest == rest).SelectMany(rule => rule.Targets));
        return targets.Count > 0 ? targets : Free(layout, [rest]);
    }

    /// <summary>
    /// The mapping with columns, behind its own, for those of the fields that it can overflow into; the same mapping when there are none.
    /// </summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="needed">Fields that values are known for; a finding names their columns.</param>
    /// <param name="spare">Fields that values may come for; nobody is told of their columns.</param>
    public static HeaderMapping Add(
        HeaderMapping mapping,
        IReadOnlyCollection<ContactField> needed,
        IReadOnlyCollection<ContactField> spare
    )
    {
        var layout = mapping.Layout;
        var added = FindAll(layout)
            .Where(field => needed.Contains(field) || spare.Contains(field))
            .Select(field => new ColumnPlan(
                field.Name,
                -1,
                field,
                needed.Contains(field) ? MappingSources.Derived : MappingSources.Spare
            ))
            .ToList();
        if (added.Count == 0)
        {
            return mapping;
        }
        var told = added.FindAll(column => column.MappedBy == MappingSources.Derived);
        return mapping with
        {
            Layout = new BatchLayout([.. layout.Columns, .. added]) { Arrangement = layout.Arrangement },
            Findings =
            [
                .. mapping.Findings,
                .. told.Count == 0
                    ? Array.Empty<MappingFinding>()
                    : [new MappingFinding(MappingFindingKind.Derived, -1, Sentence(told))],
            ],
        };
    }

    static IEnumerable<SpreadRule> RulesOf(BatchLayout layout) => SpreadRules.All.Where(rule => rule.AppliesTo(layout));

    static IEnumerable<string> FieldsOf(SpreadRule rule) =>
        rule.Rest is { } rest ? rule.Targets.Append(rest) : rule.Targets;

    static IReadOnlyList<ContactField> Free(BatchLayout layout, IEnumerable<string> names)
    {
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        return [.. SpreadRules.Fields.Where(field => wanted.Contains(field.Name) && IsFree(layout, field))];
    }

    // A column that is added later has no cells yet.
    static bool HasCells(RecordBatch sample, int column) => column >= 0 && column < sample.ColumnCount;

    static bool IsFilled(RecordBatch sample, int row, int column) =>
        HasCells(sample, column) && !sample.Cell(row, column).IsEmpty;

    static string Sentence(List<ColumnPlan> added) =>
        added.Count == 1
            ? $"The column {added[0].Header} was added, for values that hold more than their own field."
            : $"The columns {string.Join(", ", added.Select(column => column.Header))} were added, for values that hold more than their own field.";

    // A column of that name that feeds nothing was left out by the user, and two columns of one name help nobody.
    static bool IsFree(BatchLayout layout, ContactField field) =>
        layout.ColumnOf(field) < 0
        && !layout.Columns.Any(column => column.Header.Equals(field.Name, StringComparison.OrdinalIgnoreCase));

    static IEnumerable<string> NeededFields(SpreadRule rule, BatchLayout layout, RecordBatch sample, string? country)
    {
        var column = layout.ColumnOf(rule.Field);
        var countryColumn = layout.ColumnOf("country");
        var states = CountryOrState.In(layout);
        int[] against =
        [
            .. (rule.IsLimited(layout) ? rule.Unless : rule.UnlessInRecord)
                .Select(layout.ColumnOf)
                .Where(other => other >= 0),
        ];
        var assumed = Encoding.ASCII.GetBytes(country ?? "");
        var fields = FieldsOf(rule).ToList();
        var all = (1 << fields.Count) - 1;
        var need = 0;
        for (var row = 0; row < sample.RowCount && need != all; row++)
        {
            if (
                sample.IsPending(row)
                && sample.Value(row, column) is { IsEmpty: false } value
                && !Array.Exists(against, other => IsFilled(sample, row, other))
            )
            {
                var said =
                    !HasCells(sample, countryColumn) ? []
                    : states.IsState(sample, row) ? "US"u8
                    : sample.Value(row, countryColumn);
                need |= rule.NeedInCountry is { } inCountry ? inCountry(value, said, assumed) : rule.Need(value);
            }
        }
        return fields.Where((field, index) => (need & (1 << index)) != 0 && rule.Fills(field, layout));
    }
}
