namespace Etl.Core.Normalization.Names;

/// <summary>
/// The order of a name in Hungary, where the family name comes first and people still write it either way: told by given names and surnames that are known, not guessed.
/// </summary>
static class HungarianOrder
{
    /// <summary>True when the first word is the family name (<c>Szabados Péter</c>, <c>Nagy Kincsem</c>); false when it is the given name; null when nothing tells.</summary>
    public static bool? IsFamilyFirst(NameSplit split, ReadOnlySpan<int> words)
    {
        var (first, last) = (words[0], words[^1]);
        var (isGivenFirst, isGivenLast) = (IsGiven(split, first), IsGiven(split, last));
        if (isGivenFirst != isGivenLast)
        {
            return isGivenLast;
        }
        var (isSurnameFirst, isSurnameLast) = (
            FamilyFirst.IsHungarianSurname(split, first),
            FamilyFirst.IsHungarianSurname(split, last)
        );
        // Balázs Péter and Péter Balázs are both.
        return isGivenFirst || isSurnameFirst == isSurnameLast ? null : isSurnameFirst;
    }

    static bool IsGiven(NameSplit split, int word) => split.Tokens[word].Is(NameClass.HungarianGiven | NameClass.Given);
}
