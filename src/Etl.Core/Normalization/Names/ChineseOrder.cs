namespace Etl.Core.Normalization.Names;

/// <summary>
/// The order of names in Latin letters where Chinese people live: <c>Li Na</c>, <c>Tsai Ing-wen</c>, <c>Tan Ah Kow</c> and <c>David Wang</c>. Told by the surnames and by the
/// syllables of given names; where both ends of a name are surnames it may be either.
/// </summary>
static class ChineseOrder
{
    const NameClass Compound = NameClass.ChineseLatinCompound;
    const NameClass Surnames = NameClass.PinyinSurname | NameClass.ChineseLatinSurname | Compound;
    const NameClass Given =
        NameClass.Given
        | NameClass.GivenOnly
        | NameClass.SlavicGiven
        | NameClass.TurkishGiven
        | NameClass.HungarianGiven;

    /// <summary>True when the first word is the family name, false when the given name comes first, null when both are usual.</summary>
    /// <param name="split">The name.</param>
    /// <param name="words">Two words or more.</param>
    public static bool? IsFamilyFirst(NameSplit split, ReadOnlySpan<int> words)
    {
        var (first, last) = (split.Tokens[words[0]], split.Tokens[words[^1]]);
        if (!first.Is(Surnames))
        {
            return HasNameInside(split, words) ? null : false;
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
        // Wang David and Lee Anna; but Lee Smith is called Lee, and Wan Azizah is a Malay name.
        return split.Word(first) switch
        {
            [(byte)'W', (byte)'a', (byte)'n'] => false,
            [(byte)'L', (byte)'e', (byte)'e'] when !last.Is(Given) => null,
            _ => first.Is(Given) && !last.Is(Given) ? null : true,
        };
    }

    /// <summary>True for Chinese words, such as those of <c>Xiao Ming</c>, <c>Xiaoming</c> and <c>Ing-wen</c>, that are no given names of other languages.</summary>
    public static bool AreSyllables(NameSplit split, ReadOnlySpan<int> words)
    {
        foreach (var index in words)
        {
            if (split.Tokens[index].Is(Given) || !ChineseSyllables.Are(split.Word(split.Tokens[index])))
            {
                return false;
            }
        }
        return true;
    }

    // Jackie Chan Kong Sang: behind a given name of another language stands a whole Chinese name.
    static bool HasNameInside(NameSplit split, ReadOnlySpan<int> words) =>
        words.Length > 2
        && split.Tokens[words[1]].Is(Surnames)
        && !AreSyllables(split, words[..1])
        && AreSyllables(split, words[2..]);

    // Tan Sri is a Malaysian title.
    static bool IsTanSri(NameSplit split, ReadOnlySpan<int> words) =>
        words.Length > 2
        && split.Word(split.Tokens[words[0]]).SequenceEqual("Tan"u8)
        && split.Word(split.Tokens[words[1]]).SequenceEqual("Sri"u8);
}
