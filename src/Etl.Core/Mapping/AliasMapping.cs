using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>
/// The third step: headers that are a field's own name, then headers that are aliases. Where several columns want a field, the better
/// alias gets it; a second e-mail address or phone number goes to the next free field of its family.
/// </summary>
static class AliasMapping
{
    /// <summary>
    /// Where a column goes whose field is taken. Never to <c>phone</c> or <c>mobile</c> from elsewhere: those are match keys, and a company's
    /// switchboard there would make all its people duplicates of each other.
    /// </summary>
    static readonly Dictionary<string, string[]> overflow = new(StringComparer.Ordinal)
    {
        ["email"] = ["email_2", "email_3"],
        ["email_2"] = ["email_3"],
        ["email_3"] = ["email_2"],
        ["phone"] = ["other_phone"],
        ["mobile"] = ["other_phone"],
        ["home_phone"] = ["other_phone"],
    };

    public static void Apply(MappingDraft draft, HeaderAliases aliases)
    {
        MapNames(draft);
        LeaveOut(draft, aliases);
        var candidates = FindCandidates(draft, aliases);
        HeaderTraps.Apply(draft, candidates);
        var person = PersonChoice.Apply(draft, candidates);
        AddressChoice.Apply(draft, candidates, person);
        MapBest(draft, candidates);
        MapOverflow(draft, candidates);
    }

    /// <summary>A header that is exactly a field's name, as Etl writes it.</summary>
    static void MapNames(MappingDraft draft)
    {
        for (var column = 0; column < draft.Headers.Count; column++)
        {
            var header = draft.Headers[column].Trim();
            if (
                draft.IsOpen(column)
                && ContactFields.Find(header) is { } field
                && (field.IsCustom || field.Name == header)
                && draft.IsFree(field)
                && !HeaderTraps.IsAmbiguous(draft, column)
                && !EvidenceCheck.IsDoubtful(draft, column, field)
            )
            {
                draft.Map(column, field, MappingSources.Name);
            }
        }
    }

    /// <summary>Numbers of rows say nothing about a contact, and numbers of identity documents are not loaded unless the user says so.</summary>
    static void LeaveOut(MappingDraft draft, HeaderAliases aliases)
    {
        for (var column = 0; column < draft.Headers.Count; column++)
        {
            var header = draft.Headers[column];
            var reason =
                !draft.IsOpen(column) ? null
                : aliases.IsRowNumber(header) ? "it numbers the rows"
                : aliases.IsSensitive(header)
                    ? "it holds numbers of identity documents, which contacts should not carry"
                : null;
            if (reason is not null)
            {
                draft.Ignore(column);
                draft.Find(
                    MappingFindingKind.Unmapped,
                    column,
                    $"The column {draft.Describe(column)} is left out because {reason}; load it with --set \"{header}=external_id\" or --set \"{header}=custom.{header}\"."
                );
            }
        }
    }

    static List<AliasCandidate> FindCandidates(MappingDraft draft, HeaderAliases aliases)
    {
        var candidates = new List<AliasCandidate>();
        for (var column = 0; column < draft.Headers.Count; column++)
        {
            if (
                draft.IsOpen(column)
                && !draft.HasFinding(column)
                && aliases.Find(draft.Headers[column]) is { } alias
                && !EvidenceCheck.IsDoubtful(draft, column, alias.Field, alias.IsVariant)
            )
            {
                candidates.Add(new AliasCandidate(column, alias));
            }
        }
        return candidates;
    }

    static void MapBest(MappingDraft draft, List<AliasCandidate> candidates)
    {
        // A column that is empty in the sample gives way: exports have a "Primary Phone" that nobody fills.
        var best = candidates
            .OrderBy(candidate => draft.IsEmpty(candidate.Column))
            .ThenBy(candidate => candidate.Alias.Rank);
        foreach (var candidate in best.ToArray())
        {
            if (draft.IsFree(candidate.Alias.Field))
            {
                draft.Map(candidate.Column, candidate.Alias.Field, MappingSources.Alias);
                candidates.Remove(candidate);
            }
        }
    }

    static void MapOverflow(MappingDraft draft, List<AliasCandidate> candidates)
    {
        foreach (var (column, alias) in candidates)
        {
            var next = overflow
                .GetValueOrDefault(alias.Field.Name, [])
                .Select(ContactFields.Find)
                .FirstOrDefault(IsFree);
            if (next is not null)
            {
                draft.Map(column, next, MappingSources.Alias);
                continue;
            }
            draft.Find(
                MappingFindingKind.Conflict,
                column,
                $"The column {draft.Describe(column)} is not mapped: its field \"{alias.Field}\" is fed by {draft.Describe(draft.ColumnOf(alias.Field))}; "
                    + $"choose with --set \"{draft.Headers[column]}=field\" or keep it with --unmapped keep."
            );
        }

        bool IsFree(ContactField? field) => draft.IsFree(field!);
    }
}
