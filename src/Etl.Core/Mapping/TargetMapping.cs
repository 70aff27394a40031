using Etl.Core.Contracts;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>
/// The step before aliases, for targets that a user owns: a header that is the name of a target's column feeds the field that this
/// column holds. Case, outer spaces, and whether words are parted by <c>_</c>, <c>-</c> or a space do not matter.
/// </summary>
static class TargetMapping
{
    public static void Apply(MappingDraft draft, IReadOnlyList<StoreColumn> target)
    {
        var offered = target.Where(column => !column.IsFilledByServer).ToList();
        if (offered.Count == 0)
        {
            return;
        }
        var exact = offered.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var alike = offered.ToLookup(column => Normalize(column.Name), StringComparer.Ordinal);
        for (var column = 0; column < draft.Headers.Count; column++)
        {
            var header = draft.Headers[column];
            if (
                draft.IsOpen(column)
                && !IsFieldName(header)
                && (exact.GetValueOrDefault(header) ?? alike[Normalize(header)].FirstOrDefault()) is { } found
                && draft.IsFree(found.Field)
                && !EvidenceCheck.IsDoubtful(draft, column, found.Field)
            )
            {
                draft.Map(column, found.Field, MappingSources.Target);
            }
        }
    }

    /// <summary>A field's own name means that field, as for any other target.</summary>
    static bool IsFieldName(string header) =>
        ContactFields.Find(header.Trim()) is { } field && field.Name == header.Trim();

    static string Normalize(string name) => name.Trim().Replace('-', ' ').Replace('_', ' ').ToUpperInvariant();
}
