namespace Etl.Core.Normalization.Names;

/// <summary>
/// Names of Azerbaijan and Central Asia with the father's name and "son" or "daughter" at their end. That order has the family name first, as documents have it:
/// <c>Алиев Ильхам Гейдар оглы</c>, <c>Мамедов Рашид Али-оглы</c>.
/// </summary>
static class Patronymics
{
    /// <summary>Words of such a name: family name, given name, the father's one or two, and what he is to the person.</summary>
    const int WordsMax = 5;

    /// <summary>True when the last word says whose child the person is.</summary>
    public static bool AreLast(NameSplit split, ReadOnlySpan<int> words) =>
        words.Length > 2
        && (split.Tokens[words[^1]].Is(NameClass.ChildOf) || (words.Length == 3 && IsJoined(split, words[2])));

    /// <summary>Marks the words; false for a name without a family name (<c>Ильхам Гейдар оглы</c>), which stays whole.</summary>
    public static bool TryTell(NameSplit split, ReadOnlySpan<int> words)
    {
        if (words.Length > WordsMax || (words.Length == 3 && !IsJoined(split, words[2])))
        {
            return false;
        }
        split.Tokens[words[0]].Part = NamePart.Last;
        split.Tokens[words[1]].Part = NamePart.First;
        NameSplitter.Mark(split, words[2..], NamePart.Middle);
        return true;
    }

    // Али-оглы; but Kara-Oğlu is a family name.
    static bool IsJoined(NameSplit split, int index)
    {
        var word = split.Word(split.Tokens[index]);
        var hyphen = word.LastIndexOf((byte)'-');
        return hyphen > 0
            && hyphen + 1 < word.Length
            && word[hyphen + 1] is not (>= (byte)'A' and <= (byte)'Z')
            && NameWords.Is(word[(hyphen + 1)..], NameClass.ChildOf);
    }
}
