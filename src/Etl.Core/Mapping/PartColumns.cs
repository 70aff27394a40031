using Etl.Core.KnownFormats.Arranging;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>
/// Columns that hold a part of another column's value: what stands before a Dutch family name (<c>van der</c>), the second surname of Spain and Latin America, the number of a house beside its street. They feed no field; each
/// row's part is joined with the value that it belongs to before that is cleaned. Without such a column they are mapped like any other.
/// </summary>
sealed class PartColumns
{
    /// <summary>What a column is a part of, where it is joined, and the field that it feeds when there is nothing to join it with.</summary>
    /// <param name="Name">As <c>aliases.txt</c> names it.</param>
    /// <param name="Field">The field of the whole.</param>
    /// <param name="Alone">The field without a whole; null when it feeds none.</param>
    /// <param name="IsBefore">True when it stands before the rest.</param>
    /// <param name="IsOwn">True for a value of its own, which is joined also when the rest ends with it (García García).</param>
    sealed record Part(string Name, string Field, string? Alone, bool IsBefore, bool IsOwn = false);

    // In the order in which they are joined.
    static readonly Part[] kinds =
    [
        new("second surname", "last_name", "last_name", IsBefore: false, IsOwn: true),
        new("family particle", "last_name", "middle_name", IsBefore: true),
        new("house number", "street", "street", IsBefore: false),
        new("house number before", "street", "street", IsBefore: true),
        new("house number addition", "street", null, IsBefore: false),
    ];

    readonly List<(int Column, Part Part)> reserved = [];

    /// <summary>The names of the kinds in <c>aliases.txt</c>.</summary>
    public static IEnumerable<string> Names => kinds.Select(kind => kind.Name);

    /// <summary>Takes the columns out of the search for fields.</summary>
    public static PartColumns Reserve(MappingDraft draft, HeaderAliases aliases)
    {
        var parts = new PartColumns();
        foreach (var kind in kinds)
        {
            for (var column = 0; column < draft.Headers.Count; column++)
            {
                if (draft.IsOpen(column) && aliases.PartOf(draft.Headers[column]) == kind.Name)
                {
                    draft.Take(column, MappingSources.Alias);
                    parts.reserved.Add((column, kind));
                }
            }
        }
        return parts;
    }

    /// <summary>Joins the columns with those that they belong to, now that these are known.</summary>
    /// <param name="draft">The mapping.</param>
    /// <param name="options">What the user says.</param>
    /// <param name="arranged">What is arranged already; null for nothing.</param>
    /// <returns>The arrangement that does it, too; null when there is nothing to do.</returns>
    public RowArrangement? Join(MappingDraft draft, MappingOptions options, RowArrangement? arranged)
    {
        var arrangement = arranged ?? new RowArrangement(null);
        foreach (var (column, part) in reserved)
        {
            var whole = draft.ColumnOf(ContactFields.Find(part.Field)!);
            if (whole >= 0 && whole < draft.Headers.Count)
            {
                draft.SetFamily(column, $"{part.Field} part");
                // Under the input's own header it stays in its column.
                if (options.Arranges)
                {
                    arrangement.Conversions.Add(new JoinConversion(whole, column, part.IsBefore, part.IsOwn));
                }
                continue;
            }
            draft.Take(column, MappingSources.None);
            if (
                part.Alone is { } alone
                && ContactFields.Find(alone) is { } field
                && draft.IsFree(field)
                && TargetPlaces.HasPlaceFor(options, field)
            )
            {
                draft.Map(column, field, MappingSources.Alias);
            }
        }
        return arrangement.IsEmpty ? null : arrangement;
    }
}
