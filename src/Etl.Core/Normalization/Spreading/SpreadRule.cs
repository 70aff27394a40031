using Etl.Core.Mapping;

namespace Etl.Core.Normalization.Spreading;

/// <summary>One way in which the value of a cell is spread over other fields of its record.</summary>
/// <param name="Field">The field whose values are spread.</param>
/// <param name="Targets">Where parts of it go, in this order; each is cleaned after <paramref name="Field"/>.</param>
/// <param name="Need">Which targets a value asks for, so that columns are added for them.</param>
public sealed record SpreadRule(string Field, IReadOnlyList<string> Targets, SpreadNeed Need)
{
    /// <summary>Fields that speak against the rule when a column of the input feeds one: they say already what the parts would. Default: none.</summary>
    public IReadOnlyList<string> Unless { get; init; } = [];

    /// <summary>Fields that speak against it in a record where they hold something; a column of the input may feed them. Default: none.</summary>
    public IReadOnlyList<string> UnlessInRecord { get; init; } = [];

    /// <summary>Targets that are filled even where a field of <see cref="Unless"/> has a column, in records in which all of these are empty. Default: none.</summary>
    public IReadOnlyList<string> WhereEmpty { get; init; } = [];

    /// <summary>
    /// Field for the parts that say they are its own, like a number behind the word Fax; filled where the layout has it, and no column is added for
    /// it. Default: null, there is none.
    /// </summary>
    public string? Named { get; init; }

    /// <summary>
    /// Which targets a value asks for where the country is known: a value, what its record says for its country, and the job's country. Default: null,
    /// the country does not matter.
    /// </summary>
    public SpreadNeedInCountry? NeedInCountry { get; init; }

    /// <summary>
    /// Custom field that keeps, as a list, the values that find no room in the targets; null when a value without room stays whole where it is. Rules
    /// with the same one are of the same kind of value.
    /// </summary>
    public string? Rest { get; init; }

    /// <summary>
    /// True when a column of the input (or several of a known format) feeds the field, and none feeds a field that speaks against it, or some targets
    /// are filled even then.
    /// </summary>
    public bool AppliesTo(BatchLayout layout) => IsFed(layout, Field) && (WhereEmpty.Count > 0 || !IsLimited(layout));

    /// <summary>True when a field that speaks against the rule has a column, so that only <see cref="WhereEmpty"/> is filled.</summary>
    public bool IsLimited(BatchLayout layout) => Unless.Any(field => IsFed(layout, field));

    /// <summary>True when a target may be filled in the layout.</summary>
    public bool Fills(string target, BatchLayout layout) => !IsLimited(layout) || WhereEmpty.Contains(target);

    static bool IsFed(BatchLayout layout, string field) =>
        layout.ColumnOf(field) is var column and >= 0
        && (layout.Columns[column].SourceIndex >= 0 || layout.Columns[column].MappedBy == MappingSources.Format);
}
