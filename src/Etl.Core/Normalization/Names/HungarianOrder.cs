namespace Etl.Core.Normalization.Names;

/// <summary>
/// The order of a name in Hungary, where the family name comes first and people still write it either way: told by given names and surnames that are known, not guessed.
/// </summary>
static class HungarianOrder
{
    /// <summary>Words of the longest name that is told: <c>Nagy Jánosné Kiss Éva</c>.</summary>
    public const int WordsMax = 4;

    static readonly byte[] wife = [.. "né"u8];

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
            FamilyFirst.IsHungarianSurname(split, first) || IsWifeOf(split, first),
            FamilyFirst.IsHungarianSurname(split, last)
        );
        // Balázs Péter and Péter Balázs are both.
        return isGivenFirst || isSurnameFirst == isSurnameLast ? null : isSurnameFirst;
    }

    /// <summary>
    /// Number of words of the family name that a name with the family name first begins with: <c>Kiss Nagy Éva</c> and <c>Nagyné Kiss Éva</c> have two. 0 when a word is
    /// neither known as a family name nor as a given name, and so may be either.
    /// </summary>
    public static int FamilyCount(NameSplit split, ReadOnlySpan<int> words)
    {
        var count = 1;
        while (count < words.Length - 1 && !IsGiven(split, words[count]))
        {
            if (!IsSurname(split, words[count]))
            {
                return 0;
            }
            count++;
        }
        return count;
    }

    /// <summary>True for a Hungarian surname, also behind a hyphen and of a wife (<c>Kovácsné</c>), that is no given name.</summary>
    public static bool IsSurname(NameSplit split, int index) =>
        !split.Tokens[index].Is(NameClass.HungarianGiven)
        && (FamilyFirst.IsHungarianSurname(split, index) || IsWifeOf(split, index));

    /// <summary>True for the wife of somebody, by his surname or given name: <c>Kovácsné</c>, <c>Jánosné</c>. In Hungary any name but René has that ending.</summary>
    public static bool IsWifeOf(NameSplit split, int index)
    {
        const int lengthMin = 6;
        var word = split.Word(split.Tokens[index]);
        if (!word.EndsWith(wife))
        {
            return false;
        }
        return NameWords.Is(word[..^wife.Length], NameClass.HungarianGiven | NameClass.HungarianSurname)
            || ((split.Customs & NameCustoms.Hungarian) != 0 && word.Length >= lengthMin);
    }

    static bool IsGiven(NameSplit split, int word) => split.Tokens[word].Is(NameClass.HungarianGiven | NameClass.Given);
}
