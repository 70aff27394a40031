namespace Etl.Core.Normalization.Names;

/// <summary>Marks given names: the first is the given name, the others are middle names.</summary>
static class GivenNames
{
    /// <summary>Words that are given names in Latin or Cyrillic letters.</summary>
    public const NameClass Classes =
        NameClass.Given
        | NameClass.GivenOnly
        | NameClass.SlavicGiven
        | NameClass.TurkishGiven
        | NameClass.HungarianGiven;

    /// <summary>
    /// Marks words. <c>Abdul</c> is no name without the word behind it, and <c>María del Carmen</c> is one.
    /// </summary>
    public static void Mark(NameSplit split, ReadOnlySpan<int> words)
    {
        NameSplitter.Mark(split, words, NamePart.Middle);
        if (words.IsEmpty)
        {
            return;
        }
        var count = Math.Max(1, DevotionLength(split, words));
        if (split.Tokens[words[0]].Is(NameClass.Binding) && words.Length > 1)
        {
            count = 2;
        }
        if ((split.Customs & NameCustoms.Chinese) != 0 && ChineseOrder.AreSyllables(split, words))
        {
            count = words.Length; // Xiao Ming is one given name
        }
        NameSplitter.Mark(split, words[..count], NamePart.First);
    }

    /// <summary>Number of words of a given name such as <c>María del Carmen</c> that words start with; 0 when they do not.</summary>
    public static int DevotionLength(NameSplit split, ReadOnlySpan<int> words)
    {
        if (words.Length < 3 || !split.Tokens[words[0]].Is(NameClass.Maria))
        {
            return 0;
        }
        var end = 1;
        while (end < words.Length && NameSplitter.IsLowerParticle(split, words[end]))
        {
            end++;
        }
        return end > 1 && end < words.Length && split.Tokens[words[end]].Is(NameClass.Devotion) ? end + 1 : 0;
    }
}
