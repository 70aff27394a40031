namespace Etl.Core.Mapping;

/// <summary>
/// Contacts have one address; files may have several (<c>Business Street</c>, <c>Home City</c>). One is chosen whole, so that no city of one address is
/// joined to the street of another: that of the contact's own name (<see cref="PersonChoice"/>), else the one with most values in the sample, else with most columns, else the better word.
/// Columns that do not say which address they belong to fill what it lacks.
/// </summary>
static class AddressChoice
{
    const int Unqualified = 0;

    public static void Apply(MappingDraft draft, List<AliasCandidate> candidates, string? person)
    {
        var parts = candidates.Where(candidate => HeaderAliases.IsAddressField(candidate.Alias.Field)).ToArray();
        var addresses = parts.GroupBy(candidate => candidate.Alias.AddressRank).ToArray();
        if (addresses.Length < 2)
        {
            return;
        }
        var chosen = addresses
            .OrderByDescending(address => address.Any(IsOfPerson))
            .ThenByDescending(address => address.Sum(part => draft.EvidenceOf(part.Column)?.FilledCount ?? 0))
            .ThenByDescending(address => address.DistinctBy(part => part.Alias.Field).Count())
            .ThenBy(address => address.Key)
            .First();
        var chosenFields = chosen.Select(part => part.Alias.Field).ToHashSet();
        foreach (var part in parts.Where(part => part.Alias.AddressRank != chosen.Key))
        {
            if (part.Alias.AddressRank == Unqualified && !chosenFields.Contains(part.Alias.Field))
            {
                continue;
            }
            candidates.Remove(part);
            draft.Find(
                MappingFindingKind.Conflict,
                part.Column,
                $"The column {draft.Describe(part.Column)} is not mapped: it belongs to another address than {draft.Describe(chosen.First().Column)}, and a contact has one; "
                    + $"choose with --set \"{draft.Headers[part.Column]}={part.Alias.Field}\" or keep it with --unmapped keep."
            );
        }

        bool IsOfPerson(AliasCandidate part) =>
            person is not null && part.Alias.Person == person && !draft.IsEmpty(part.Column);
    }
}
