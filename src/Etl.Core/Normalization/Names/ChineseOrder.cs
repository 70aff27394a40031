using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>
/// The order of names in Latin letters where Chinese people live: <c>Li Na</c>, <c>Tsai Ing-wen</c>, <c>Tan Ah Kow</c> and <c>David Wang</c>. Told by the surnames and by the
/// syllables of given names; where both ends of a name are surnames it may be either. A Western given name may stand behind the Chinese one (<c>Wong Ka Man Carmen</c>), and
/// a surname may be written as two words (<c>Au Yeung Wing</c>).
/// </summary>
static class ChineseOrder
{
    const NameClass Compound = NameClass.ChineseLatinCompound;
    const NameClass Surnames = NameClass.PinyinSurname | NameClass.ChineseLatinSurname | Compound;

    /// <summary>True when the first word is the family name, false when the given name comes first, null when both are usual.</summary>
    /// <param name="split">The name.</param>
    /// <param name="words">Two words or more.</param>
    public static bool? IsFamilyFirst(NameSplit split, ReadOnlySpan<int> words)
    {
        var (first, last) = (split.Tokens[words[0]], split.Tokens[words[^1]]);
        if (words.Length > 2 && MayBeInTwoWords(split, words[0], words[1]))
        {
            return IsInTwoWords(split, words[0], words[1]) && !last.Is(Surnames) ? true : null; // Huang Fu Ming
        }
        if (!first.Is(Surnames))
        {
            return HasNameInside(split, words) ? null
                : last.Is(Surnames) ? false
                : IsFamilyFirstUnlisted(split, words);
        }
        if (first.Is(Compound) || last.Is(Compound))
        {
            return first.Is(Compound) == last.Is(Compound) ? null : first.Is(Compound);
        }
        if (last.Is(Surnames) || IsTanSri(split, words))
        {
            return null; // Wang Li
        }
        if (AreSyllables(split, words[1..]))
        {
            return true;
        }
        // Wang David and Lee Anna; but Lee Smith and Bo Smith are called so, and Wan Azizah is a Malay name.
        return split.Word(first) switch
        {
            [(byte)'W', (byte)'a', (byte)'n'] => false,
            [(byte)'L', (byte)'e', (byte)'e']
            or [(byte)'B' or (byte)'M', (byte)'o']
            or [(byte)'A', (byte)'i'] when !last.Is(GivenNames.Classes) => null,
            _ => first.Is(GivenNames.Classes) && !last.Is(GivenNames.Classes) ? null : true,
        };
    }

    /// <summary>Number of words of the family name that a name begins with.</summary>
    public static int FamilyCount(NameSplit split, ReadOnlySpan<int> words) =>
        words.Length > 2 && IsInTwoWords(split, words[0], words[1]) ? 2 : 1;

    /// <summary>True for a family name of two syllables that is written as two words and is not two of one syllable: <c>Au Yeung</c>.</summary>
    public static bool IsInTwoWords(NameSplit split, int first, int second) =>
        MayBeInTwoWords(split, first, second)
        && (Is(split, first, "Au") || Is(split, first, "Ou") || Is(split, first, "Sze") || Is(split, first, "Si"));

    /// <summary>Marks the given names behind a family name: <c>Ka Man Carmen</c> is one whole, because where the Western name begins is not sure.</summary>
    public static void MarkGiven(NameSplit split, ReadOnlySpan<int> words)
    {
        if (AreSyllables(split, words[..1]))
        {
            NameSplitter.Mark(split, words, NamePart.First);
        }
        else
        {
            GivenNames.Mark(split, words);
        }
    }

    /// <summary>True for Chinese words, such as those of <c>Xiao Ming</c>, <c>Xiaoming</c> and <c>Ing-wen</c>, that are no given names of other languages.</summary>
    public static bool AreSyllables(NameSplit split, ReadOnlySpan<int> words)
    {
        foreach (var index in words)
        {
            if (split.Tokens[index].Is(GivenNames.Classes) || !ChineseSyllables.Are(split.Word(split.Tokens[index])))
            {
                return false;
            }
        }
        return true;
    }

    // A surname that is in no list proves no order: one syllable and two joined ones are a Chinese name (Qu Xiaoming); else it may be either. English names often end in a silent e.
    static bool? IsFamilyFirstUnlisted(NameSplit split, ReadOnlySpan<int> words)
    {
        var first = split.Word(split.Tokens[words[0]]);
        var last = split.Word(split.Tokens[words[^1]]);
        if (split.Tokens[words[0]].Is(GivenNames.Classes | NameClass.Nickname) || !ChineseSyllables.Are(first))
        {
            return false;
        }
        if (split.Tokens[words[^1]].Is(GivenNames.Classes))
        {
            return null;
        }
        var areSyllables = AreSyllables(split, words[1..]);
        return areSyllables
            && words.Length == 2
            && Pinyin.IsOfOneSyllable(first)
            && Pinyin.IsOfTwoSyllables(last)
            && !split.Tokens[words[1]].Is(NameClass.Nickname)
            && last[^1] != 'e'
                ? true
            : areSyllables ? null
            : false;
    }

    // Both words joined are a surname of two syllables; each may be one by itself, too.
    static bool MayBeInTwoWords(NameSplit split, int first, int second)
    {
        const int lengthMax = 16;
        var one = split.Word(split.Tokens[first]);
        var other = split.Word(split.Tokens[second]);
        if (one.Length + other.Length > lengthMax)
        {
            return false;
        }
        Span<byte> joined = stackalloc byte[lengthMax];
        one.CopyTo(joined);
        other.CopyTo(joined[one.Length..]);
        return NameWords.Is(joined[..(one.Length + other.Length)], Compound);
    }

    static bool Is(NameSplit split, int index, string word) => Ascii.Equals(split.Word(split.Tokens[index]), word);

    // Jackie Chan Kong Sang: behind a given name of another language stands a whole Chinese name.
    static bool HasNameInside(NameSplit split, ReadOnlySpan<int> words) =>
        words.Length > 2
        && split.Tokens[words[1]].Is(Surnames)
        && !(words.Length == 3 && IsInTwoWords(split, words[1], words[2])) // Peter Au Yeung
        && !AreSyllables(split, words[..1])
        && AreSyllables(split, words[2..]);

    // Tan Sri is a Malaysian title.
    static bool IsTanSri(NameSplit split, ReadOnlySpan<int> words) =>
        words.Length > 2
        && split.Word(split.Tokens[words[0]]).SequenceEqual("Tan"u8)
        && split.Word(split.Tokens[words[1]]).SequenceEqual("Sri"u8);
}
