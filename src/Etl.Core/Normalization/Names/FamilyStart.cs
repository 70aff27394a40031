namespace Etl.Core.Normalization.Names;

/// <summary>Finds where the family name begins in a name whose given name comes first.</summary>
static class FamilyStart
{
    /// <summary>Index of the family name's first word, at least 1.</summary>
    /// <param name="split">The name.</param>
    /// <param name="words">Two words or more: given names, then the family name.</param>
    public static int Of(NameSplit split, ReadOnlySpan<int> words)
    {
        var capitals = CapitalsAtEnd(split, words);
        if (capitals > 0)
        {
            return capitals;
        }
        // From the first small particle on it is the family name: Ludwig van Beethoven, José Ortega y Gasset; but María del Carmen López.
        var given = GivenNames.DevotionLength(split, words[..^1]);
        for (var index = Math.Max(1, given); index < words.Length - 1; index++)
        {
            if (IsAnd(split, words, index))
            {
                return Math.Max(1, index - 1);
            }
            if (NameSplitter.IsLowerParticle(split, words[index]))
            {
                return index;
            }
        }
        var end = words.Length - 1;
        while (end > Math.Max(1, given) && split.Tokens[words[end]].Is(NameClass.FamilyTail))
        {
            end--; // Silva Filho
        }
        var start = end;
        while (start > Math.Max(1, given) && IsParticle(split, words[start - 1]))
        {
            start--;
        }
        var isDouble = start > Math.Max(1, given) && start == end && AreDouble(split, words[start - 1], words[start]);
        return isDouble ? start - 1 : start;
    }

    // Péter Kiss Nagy in Hungary, Peter Au Yeung, and two Spanish names.
    static bool AreDouble(NameSplit split, int first, int second) =>
        (split.Customs & NameCustoms.Hungarian) != 0
            ? HungarianOrder.IsSurname(split, first) && HungarianOrder.IsSurname(split, second)
        : (split.Customs & NameCustoms.Chinese) != 0 ? ChineseOrder.IsInTwoWords(split, first, second)
        : AreTwoSurnames(split, first, second);

    // García López, García-Márquez López; in the countries of two surnames one of them suffices as a sign.
    static bool AreTwoSurnames(NameSplit split, int first, int second)
    {
        var (isFirst, isSecond) = (
            IsAny(split, first, NameClass.SpanishSurname),
            IsAny(split, second, NameClass.SpanishSurname)
        );
        return (isFirst && isSecond) || ((isFirst || isSecond) && IsJoined(split, first));
    }

    // García, and García-Márquez by one of its words.
    static bool IsAny(NameSplit split, int index, NameClass any)
    {
        var word = split.Word(split.Tokens[index]);
        if (split.Tokens[index].Is(any) || !word.Contains((byte)'-'))
        {
            return split.Tokens[index].Is(any);
        }
        foreach (var range in word.Split((byte)'-'))
        {
            if (NameWords.Is(word[range], any))
            {
                return true;
            }
        }
        return false;
    }

    // Where people have two family names, what is joined by a hyphen is one of them; but María-José.
    static bool IsJoined(NameSplit split, int index)
    {
        const NameClass given = NameClass.Given | NameClass.Maria | NameClass.GivenOnly;
        return (split.Customs & NameCustoms.TwoSurnames) != 0
            && split.Word(split.Tokens[index]).Contains((byte)'-')
            && !IsAny(split, index, given);
    }

    /// <summary>True for the word between two family names: <c>Ortega y Gasset</c>, and in capitals beside a Spanish one, because <c>John Y Smith</c> has an initial.</summary>
    public static bool IsAnd(NameSplit split, ReadOnlySpan<int> words, int index) =>
        split.Word(split.Tokens[words[index]]) switch
        {
            [(byte)'y'] or [(byte)'e'] or [(byte)'i'] => true,
            [(byte)'Y'] => split.Tokens[words[index - 1]].Is(NameClass.SpanishSurname)
                || split.Tokens[words[index + 1]].Is(NameClass.SpanishSurname),
            _ => false,
        };

    /// <summary>Jean-Pierre DE LA TOUR: index of the first word in capitals when all behind it are, and none before it; else 0.</summary>
    static int CapitalsAtEnd(NameSplit split, ReadOnlySpan<int> words)
    {
        var start = words.Length;
        while (start > 0 && NameCase.IsCapitals(split.Word(split.Tokens[words[start - 1]])))
        {
            start--;
        }
        if (start == 0 || start == words.Length || !HasLong(split, words[start..]))
        {
            return 0;
        }
        while (start > 1 && NameSplitter.IsLowerParticle(split, words[start - 1]))
        {
            start--;
        }
        return start;
    }

    /// <summary>True when one of the words in capitals is long enough to be no initials.</summary>
    public static bool HasLong(NameSplit split, ReadOnlySpan<int> words)
    {
        const int lengthMin = 3;
        foreach (var index in words)
        {
            var word = split.Word(split.Tokens[index]);
            if (word.Length >= lengthMin && !word.Contains((byte)'.') && !Initials.AreBare(word))
            {
                return true;
            }
        }
        return false;
    }

    // A single capital is an initial.
    static bool IsParticle(NameSplit split, int index)
    {
        var word = split.Word(split.Tokens[index]);
        return word.Length > 1
            && (word[^1] != '.' || word.SequenceEqual("St."u8))
            && split.Tokens[index].Is(NameClass.Particle);
    }
}
