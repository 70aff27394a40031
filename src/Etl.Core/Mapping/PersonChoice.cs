namespace Etl.Core.Mapping;

/// <summary>
/// A row of orders or bookings may name several people (<c>Attendee Email</c>, <c>Buyer Email</c>, <c>Shipping First Name</c>). A contact is one of them, so one is chosen
/// whole, the better word first, and no name is joined to the address of somebody else. Columns that do not say whose they are belong to any.
/// </summary>
static class PersonChoice
{
    public static void Apply(MappingDraft draft, List<AliasCandidate> candidates)
    {
        var named = candidates.Where(candidate => candidate.Alias.PersonRank > 0).ToArray();
        if (named.Length == 0)
        {
            return;
        }
        var chosen = named
            .OrderBy(candidate => draft.IsEmpty(candidate.Column))
            .ThenBy(candidate => candidate.Alias.PersonRank)
            .First();
        foreach (var other in named.Where(candidate => candidate.Alias.PersonRank != chosen.Alias.PersonRank))
        {
            candidates.Remove(other);
            draft.Find(
                MappingFindingKind.Conflict,
                other.Column,
                $"The column {draft.Describe(other.Column)} is not mapped: it belongs to another person than {draft.Describe(chosen.Column)}, and a contact is one; "
                    + $"choose with --set \"{draft.Headers[other.Column]}={other.Alias.Field}\" or keep it with --unmapped keep."
            );
        }
    }
}
