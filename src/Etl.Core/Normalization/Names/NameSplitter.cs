namespace Etl.Core.Normalization.Names;

/// <summary>
/// Tells the parts of a full name: <c>Dr. Ann B. Lee Jr.</c>, <c>Lee, Ann</c>, <c>LEE Ann</c>, <c>王小明</c>, <c>Nagy István</c>. What cannot be told stays whole.
/// </summary>
/// <remarks>
/// Each word gets exactly one part, so the letters of the parts are the letters of the whole. The order of the name is given before family, unless a
/// comma, capitals, or words that are met in one place only say otherwise (<see cref="FamilyFirst"/>). A person has a given and a family
/// name, or a form of address and a family name; one word alone is neither.
/// </remarks>
static class NameSplitter
{
    const int WordsMax = 8;

    /// <summary>Tells the parts of a clean full name, or that it is an organization.</summary>
    public static NameKind Split(ref NameSplit split)
    {
        if (Organizations.Is(split.Value))
        {
            return NameKind.Organization;
        }
        if (!NameTokenizer.Tokenize(ref split, out var hasMiddleDot))
        {
            return NameKind.Unknown;
        }
        var isTold = EastAsianNames.Are(split.Value)
            ? EastAsianNames.TryTell(ref split, hasMiddleDot)
            : !hasMiddleDot && TryTell(split);
        return isTold ? NameKind.Person : NameKind.Unknown;
    }

    static bool TryTell(NameSplit split)
    {
        Span<int> words = stackalloc int[NameSplit.TokensMax];
        Span<int> rest = stackalloc int[NameSplit.TokensMax];
        var count = 0;
        var restCount = 0;
        var hasComma = false;
        var segmentStart = 0;
        for (var index = 0; index < split.Count; index++)
        {
            if (split.Tokens[index].Part == NamePart.Unknown)
            {
                if (hasComma)
                {
                    rest[restCount++] = index;
                }
                else
                {
                    words[count++] = index;
                }
            }
            if (!split.Tokens[index].HasComma && index < split.Count - 1)
            {
                continue;
            }
            if (hasComma && IsSuffixSegment(split, rest[segmentStart..restCount], count))
            {
                Mark(split, rest[segmentStart..restCount], NamePart.Suffix);
                restCount = segmentStart;
            }
            else if (segmentStart > 0)
            {
                return false; // a list of names
            }
            else
            {
                segmentStart = restCount;
            }
            hasComma = true;
        }
        if (count + restCount > WordsMax || count == 0)
        {
            return false;
        }
        return restCount > 0
            ? TryTellInverted(split, words[..count], rest[..restCount])
            : TryTellInOrder(split, words[..count]);
    }

    // Behind a comma, letters that could be a name are a degree only when a whole name stands before it.
    static bool IsSuffixSegment(NameSplit split, ReadOnlySpan<int> segment, int wordsBefore)
    {
        foreach (var index in segment)
        {
            var word = split.Word(split.Tokens[index]);
            if (
                !NameWords.Has(NameWords.Suffixes, word)
                && !(wordsBefore > 1 && NameWords.Has(NameWords.SuffixesBehindComma, word))
            )
            {
                return false;
            }
        }
        return !segment.IsEmpty;
    }

    // Berg, Dr. Jan Willem van der
    static bool TryTellInverted(NameSplit split, Span<int> family, Span<int> given)
    {
        family = TakePrefixes(split, family);
        family = TakeSuffixes(split, family, 1);
        given = TakePrefixes(split, given);
        given = TakeSuffixes(split, given, 1);
        if (family.Length is 0 or > 4 || (given.IsEmpty && !split.Has(NamePart.Prefix)))
        {
            return false;
        }
        Mark(split, family, NamePart.Last);
        while (given.Length > 1 && IsLowerParticle(split, given[^1]))
        {
            split.Tokens[given[^1]].Part = NamePart.LastLead;
            given = given[..^1];
        }
        MarkGiven(split, given);
        return true;
    }

    static bool TryTellInOrder(NameSplit split, Span<int> words)
    {
        words = TakePrefixes(split, words);
        words = TakeSuffixes(split, words, 2);
        if (words.Length < 2)
        {
            Mark(split, words, NamePart.Last);
            return words.Length == 1 && split.Has(NamePart.Prefix);
        }
        if (IsLowerParticle(split, words[0]))
        {
            return false; // a family name alone
        }
        if (FamilyFirst.Tell(split, words))
        {
            return true;
        }
        var start = FamilyStart.Of(split, words);
        Mark(split, words[start..], NamePart.Last);
        MarkGiven(split, words[..start]);
        return true;
    }

    /// <summary>The first is the given name, the others are middle names; <c>Abdul</c> is no name without the word behind it.</summary>
    public static void MarkGiven(NameSplit split, ReadOnlySpan<int> words)
    {
        Mark(split, words, NamePart.Middle);
        if (words.IsEmpty)
        {
            return;
        }
        split.Tokens[words[0]].Part = NamePart.First;
        if (words.Length > 1 && NameWords.Has(NameWords.Binding, split.Word(split.Tokens[words[0]])))
        {
            split.Tokens[words[1]].Part = NamePart.First;
        }
    }

    /// <summary>Gives words a part.</summary>
    public static void Mark(NameSplit split, ReadOnlySpan<int> words, NamePart part)
    {
        foreach (var index in words)
        {
            split.Tokens[index].Part = part;
        }
    }

    static Span<int> TakePrefixes(NameSplit split, Span<int> words)
    {
        while (words.Length > 0 && IsPrefix(split, words))
        {
            split.Tokens[words[0]].Part = NamePart.Prefix;
            words = words[1..];
        }
        return words;
    }

    // M. Dupont may be Maurice; Mag, Hon and Gen are names without their dot; Sr. before a name is a señor.
    static bool IsPrefix(NameSplit split, ReadOnlySpan<int> words)
    {
        var word = split.Word(split.Tokens[words[0]]);
        if (words.Length > 1 && word is [(byte)'S', (byte)'r', (byte)'.'])
        {
            return true;
        }
        var needsDot = word.Length <= 4 && word[^1] != '.' && IsNameWithoutDot(word);
        return !needsDot && NameWords.Has(NameWords.Prefixes, word);
    }

    static bool IsNameWithoutDot(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("Mag"u8)
        || word.SequenceEqual("Hon"u8)
        || word.SequenceEqual("Gen"u8)
        || word.SequenceEqual("Sen"u8)
        || word.SequenceEqual("Rep"u8)
        || word.SequenceEqual("Gov"u8)
        || word.SequenceEqual("Amb"u8)
        || word.SequenceEqual("Col"u8)
        || word.SequenceEqual("Fr"u8)
        || word.SequenceEqual("Maj"u8)
        || word.SequenceEqual("Ing"u8)
        || word.SequenceEqual("Dra"u8);

    static Span<int> TakeSuffixes(NameSplit split, Span<int> words, int wordsLeft)
    {
        while (words.Length > wordsLeft && IsSuffix(split.Word(split.Tokens[words[^1]])))
        {
            split.Tokens[words[^1]].Part = NamePart.Suffix;
            words = words[..^1];
        }
        return words;
    }

    // Degrees without a comma before them are in capitals, and never those that are surnames (Ma, Do, Ba).
    static bool IsSuffix(ReadOnlySpan<byte> word) =>
        NameWords.Has(NameWords.Suffixes, word)
        || (
            word.Length > 1
            && !word.ContainsAnyInRange((byte)'a', (byte)'z')
            && (
                word.Length > 2
                || word.SequenceEqual("MD"u8)
                || word.SequenceEqual("JD"u8)
                || word.SequenceEqual("RN"u8)
            )
            && NameWords.Has(NameWords.SuffixesBehindComma, word)
        );

    /// <summary>True for a word such as <c>van</c> or <c>de</c> that begins with a small letter.</summary>
    public static bool IsLowerParticle(NameSplit split, int index)
    {
        var word = split.Word(split.Tokens[index]);
        return word[0] is (byte)'\'' or (>= (byte)'a' and <= (byte)'z') && NameWords.Has(NameWords.Particles, word);
    }
}
