using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>
/// A row of orders or bookings may name several people (<c>Attendee Email</c>, <c>Buyer Email</c>, <c>Shipping First Name</c>). A contact is one of them, so one is chosen
/// whole, and no name is joined to the address of somebody else: one who can be reached, of the better line of words, with more columns; the contact, else the first.
/// Columns that do not say whose they are belong to any.
/// </summary>
static class PersonChoice
{
    /// <summary><c>Contact Email</c> is how to reach the guest beside it, unless the contact has a name, too.</summary>
    const string Anyone = "contact";

    /// <summary>Takes the columns of all other people out.</summary>
    /// <returns>The word of the chosen one; null when no column says whose name, e-mail address or phone number it holds.</returns>
    public static string? Apply(MappingDraft draft, List<AliasCandidate> candidates)
    {
        var qualified = candidates.Where(candidate => candidate.Alias.Person is not null).ToArray();
        if (!qualified.Any(candidate => candidate.Alias.Person == Anyone && IsName(draft, candidate)))
        {
            qualified = [.. qualified.Where(candidate => candidate.Alias.Person != Anyone)];
        }
        var people = qualified
            .Where(candidate => !IsAddress(candidate))
            .GroupBy(candidate => candidate.Alias.Person!)
            .ToArray();
        if (people.Length == 0)
        {
            return null;
        }
        var isReached = candidates.Except(qualified).Any(candidate => IsReach(draft, candidate));
        var chosen = people
            .OrderByDescending(person => FilledCount(draft, person) > 0)
            .ThenByDescending(person => isReached || person.Any(candidate => IsReach(draft, candidate)))
            .ThenBy(person => person.First().Alias.PersonRank)
            .ThenByDescending(person => FilledCount(draft, person))
            .ThenByDescending(person => person.Key == Anyone)
            .First();
        var names = people.Select(person => person.Key).ToArray();
        foreach (var other in qualified.Where(candidate => IsOfAnother(candidate, chosen.First().Alias, names)))
        {
            TakeOut(draft, candidates, other, chosen.First().Column);
        }
        return chosen.Key;
    }

    /// <summary>A billing address where nobody is named by that word is the customer's, but not the attendee's.</summary>
    static bool IsOfAnother(AliasCandidate candidate, HeaderAlias chosen, string[] people) =>
        candidate.Alias.Person != chosen.Person
        && (
            !IsAddress(candidate)
            || candidate.Alias.PersonRank != chosen.PersonRank
            || people.Contains(candidate.Alias.Person, StringComparer.Ordinal)
        );

    static int FilledCount(MappingDraft draft, IEnumerable<AliasCandidate> person) =>
        person
            .Where(candidate => !draft.IsEmpty(candidate.Column))
            .DistinctBy(candidate => candidate.Alias.Field)
            .Count();

    static bool IsName(MappingDraft draft, AliasCandidate candidate) =>
        candidate.Alias.Field.Name is "full_name" or "first_name" or "last_name" && !draft.IsEmpty(candidate.Column);

    static bool IsReach(MappingDraft draft, AliasCandidate candidate) =>
        candidate.Alias.Field.Kind is FieldKind.Email or FieldKind.Phone && !draft.IsEmpty(candidate.Column);

    static bool IsAddress(AliasCandidate candidate) => HeaderAliases.IsAddressField(candidate.Alias.Field);

    static void TakeOut(MappingDraft draft, List<AliasCandidate> candidates, AliasCandidate other, int chosen)
    {
        candidates.Remove(other);
        draft.Find(
            MappingFindingKind.Conflict,
            other.Column,
            $"The column {draft.Describe(other.Column)} is not mapped: it belongs to another person than {draft.Describe(chosen)}, and a contact is one; "
                + $"choose with --set \"{draft.Headers[other.Column]}={other.Alias.Field}\" or keep it with --unmapped keep."
        );
    }
}
