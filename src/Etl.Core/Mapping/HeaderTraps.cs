using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>Headers whose meaning depends on the headers beside them.</summary>
static class HeaderTraps
{
    /// <summary>True for headers that may mean something else than the field whose name they are: decided by <see cref="Apply"/>.</summary>
    public static bool IsAmbiguous(MappingDraft draft, int column) => IsTitleBesideJobTitle(draft, column);

    /// <summary>Corrects the candidates.</summary>
    public static void Apply(MappingDraft draft, List<AliasCandidate> candidates)
    {
        for (var index = candidates.Count - 1; index >= 0; index--)
        {
            var (column, alias) = candidates[index];
            if (IsTitleBesideJobTitle(draft, column))
            {
                candidates[index] = new AliasCandidate(
                    column,
                    new HeaderAlias(ContactFields.Find("name_prefix")!, int.MaxValue)
                );
            }
            else if (IsDayOfBirth(draft, column))
            {
                candidates.RemoveAt(index);
                draft.Find(
                    MappingFindingKind.Doubtful,
                    column,
                    $"The column {draft.Describe(column)} stands beside a year of birth, so it holds only the day and is not mapped to \"{alias.Field}\"."
                );
            }
        }
    }

    /// <summary><c>Title</c> is a job title, except where a job title stands beside it: then it is Mr or Dr, as in Outlook.</summary>
    static bool IsTitleBesideJobTitle(MappingDraft draft, int column) =>
        HeaderName.Normalize(draft.Headers[column]) == "title" && HasHeader(draft, "jobtitle");

    /// <summary>Thunderbird has the birthday in three columns.</summary>
    static bool IsDayOfBirth(MappingDraft draft, int column) =>
        HeaderName.Normalize(draft.Headers[column]) is "birthday" && HasHeader(draft, "birthyear");

    static bool HasHeader(MappingDraft draft, string normalized) =>
        draft.Headers.Any(header => HeaderName.Normalize(header) == normalized);
}
