using System.Text;
using Etl.Core.Batches;
using Etl.Core.Mapping;
using Etl.Core.Schema;

namespace Etl.Core.Normalization.Spreading;

/// <summary>
/// Columns that no column of the input feeds and that values of mapped columns overflow into. They are added behind the input's
/// own columns when its first records show a need, so an input whose values all fit into their cells gets none.
/// </summary>
public static class DerivedColumns
{
    /// <summary>The fields that the values of a sample overflow into and that the layout has no column for, in the catalogue's order.</summary>
    /// <param name="layout">What the columns of the input mean.</param>
    /// <param name="sample">The first records, parsed; their cells stand at the same columns.</param>
    /// <param name="country">The job's country, ISO 3166 alpha-2; null when nobody named one.</param>
    public static IReadOnlyList<ContactField> Find(BatchLayout layout, RecordBatch sample, string? country)
    {
        // The values of a known format are placed after the sample was taken, and its fields have all the columns that they can need.
        var needed = SpreadRules
            .All.Where(rule => rule.AppliesTo(layout) && layout.ColumnOf(rule.Field) < layout.SourceColumnCount)
            .SelectMany(rule => NeededTargets(rule, layout, sample, country))
            .ToHashSet(StringComparer.Ordinal);
        return [.. ContactFields.All.Where(field => needed.Contains(field.Name) && IsFree(layout, field))];
    }

    /// <summary>All fields that values of the layout's columns can overflow into and that it has no column for, in the catalogue's order.</summary>
    public static IReadOnlyList<ContactField> FindAll(BatchLayout layout)
    {
        var targets = TargetsOf(layout);
        return [.. ContactFields.All.Where(field => targets.Contains(field.Name) && IsFree(layout, field))];
    }

    /// <summary>
    /// The mapping with columns, behind its own, for those of the fields that it can overflow into, and a finding that says so; the
    /// same mapping when there are none.
    /// </summary>
    public static HeaderMapping Add(HeaderMapping mapping, IReadOnlyCollection<ContactField> fields)
    {
        var layout = mapping.Layout;
        var added = FindAll(layout)
            .Where(fields.Contains)
            .Select(field => new ColumnPlan(field.Name, -1, field, MappingSources.Derived))
            .ToList();
        return added.Count == 0
            ? mapping
            : mapping with
            {
                Layout = new BatchLayout([.. layout.Columns, .. added]) { Arrangement = layout.Arrangement },
                Findings = [.. mapping.Findings, new MappingFinding(MappingFindingKind.Derived, -1, Sentence(added))],
            };
    }

    static HashSet<string> TargetsOf(BatchLayout layout) =>
        SpreadRules
            .All.Where(rule => rule.AppliesTo(layout))
            .SelectMany(rule => rule.Targets)
            .ToHashSet(StringComparer.Ordinal);

    static string Sentence(List<ColumnPlan> added) =>
        added.Count == 1
            ? $"The column {added[0].Header} was added, for values that hold more than their own field."
            : $"The columns {string.Join(", ", added.Select(column => column.Header))} were added, for values that hold more than their own field.";

    // A column of that name that feeds nothing was left out by the user, and two columns of one name help nobody.
    static bool IsFree(BatchLayout layout, ContactField field) =>
        layout.ColumnOf(field) < 0
        && !layout.Columns.Any(column => column.Header.Equals(field.Name, StringComparison.OrdinalIgnoreCase));

    static IEnumerable<string> NeededTargets(SpreadRule rule, BatchLayout layout, RecordBatch sample, string? country)
    {
        var column = layout.ColumnOf(rule.Field);
        var countryColumn = layout.ColumnOf("country");
        var assumed = Encoding.ASCII.GetBytes(country ?? "");
        var all = (1 << rule.Targets.Count) - 1;
        var need = 0;
        for (var row = 0; row < sample.RowCount && need != all; row++)
        {
            if (sample.IsPending(row) && sample.Value(row, column) is { IsEmpty: false } value)
            {
                var said = countryColumn < 0 ? [] : sample.Value(row, countryColumn);
                need |= rule.NeedInCountry is { } inCountry ? inCountry(value, said, assumed) : rule.Need(value);
            }
        }
        return rule.Targets.Where((_, index) => (need & (1 << index)) != 0);
    }
}
