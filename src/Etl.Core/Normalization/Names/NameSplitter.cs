using System.Numerics;
using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>
/// Tells the parts of a full name: <c>Dr. Ann B. Lee Jr.</c>, <c>Lee, Ann</c>, <c>LEE Ann</c>, <c>王小明</c>, <c>Nagy István</c>. What cannot be told stays whole.
/// </summary>
/// <remarks>
/// Each word gets exactly one part, so the letters of the parts are the letters of the whole. The order of the name is given before family, unless a
/// comma, capitals, or words that are met in one place only say otherwise (<see cref="FamilyFirst"/>). A person has a given and a family
/// name, or a form of address and a family name; one word alone is neither, and neither are two people.
/// </remarks>
static class NameSplitter
{
    const int WordsMax = 8;

    /// <summary>Tells the parts of a clean full name, or that it is an organization or several people.</summary>
    public static NameKind Split(ref NameSplit split)
    {
        var kind = Tell(ref split);
        return kind == NameKind.Unknown && SeveralPeople.Are(split.Value) ? NameKind.Several : kind;
    }

    /// <summary>Gives words a part.</summary>
    public static void Mark(NameSplit split, ReadOnlySpan<int> words, NamePart part)
    {
        foreach (var index in words)
        {
            split.Tokens[index].Part = part;
        }
    }

    /// <summary>True for a word such as <c>van</c> or <c>de</c> that begins with a small letter.</summary>
    public static bool IsLowerParticle(NameSplit split, int index)
    {
        var token = split.Tokens[index];
        return token.Is(NameClass.Particle) && split.Word(token)[0] is (byte)'\'' or (>= (byte)'a' and <= (byte)'z');
    }

    static NameKind Tell(ref NameSplit split)
    {
        var isCut = NameTokenizer.Cut(ref split);
        if (Organizations.Is(split))
        {
            return Organizations.IsBehindName(split) ? NameKind.Unknown : NameKind.Organization;
        }
        if (isCut && NameTokenizer.IsPlain(split.Value))
        {
            return TryTell(split) ? NameKind.Person : NameKind.Unknown;
        }
        split.Clear();
        if (!NameTokenizer.Tokenize(ref split, out var hasMiddleDot))
        {
            return NameKind.Unknown;
        }
        var isTold = EastAsianNames.TakeBeside(split) switch
        {
            null => false,
            false when EastAsianNames.Are(split.Value) => EastAsianNames.TryTell(ref split, hasMiddleDot),
            _ => !hasMiddleDot && TryTell(split),
        };
        return isTold ? NameKind.Person : NameKind.Unknown;
    }

    static bool TryTell(NameSplit split)
    {
        Span<int> room = stackalloc int[NameSplit.TokensMax];
        var words = split.Words(room, out var commas);
        words = NameEnds.TakeSuffixSegments(split, words, ref commas);
        if (words.Length is 0 or > WordsMax || BitOperations.PopCount((uint)commas) > 1 || IsNotOne(split, words))
        {
            return false;
        }
        var cut = BitOperations.TrailingZeroCount(commas) + 1;
        return commas == 0 ? TryTellInOrder(split, words) : TryTellInverted(split, words[..cut], words[cut..]);
    }

    // Ann and Bob Lee, Familie Meier, Bob's wife, Bob - work.
    static bool IsNotOne(NameSplit split, ReadOnlySpan<int> words)
    {
        foreach (var index in words)
        {
            var word = split.Word(split.Tokens[index]);
            if (
                split.Tokens[index].Is(NameClass.Untold)
                || SeveralPeople.IsHousehold(split, index)
                || SeveralPeople.IsAnd(split, index)
                || word is [(byte)'-']
                || word.EndsWith("'s"u8)
                || word.EndsWith("’s"u8)
            )
            {
                return true;
            }
        }
        return false;
    }

    // Berg, Dr. Jan Willem van der
    static bool TryTellInverted(NameSplit split, Span<int> family, Span<int> given)
    {
        family = NameEnds.TakePrefixes(split, family);
        family = NameEnds.TakeSuffixes(split, family, 1);
        given = NameEnds.TakePrefixes(split, given);
        given = NameEnds.TakeSuffixes(split, given, 1);
        if (
            family.Length is 0 or > 4
            || (given.IsEmpty && !split.Has(NamePart.Prefix))
            || !MayBeFamily(split, family, given)
        )
        {
            return false;
        }
        Mark(split, family, NamePart.Last);
        while (given.Length > 1 && (IsLowerParticle(split, given[^1]) || SeveralPeople.IsJoint(split, given[^1])))
        {
            split.Tokens[given[^1]].Part = NamePart.LastLead;
            given = given[..^1];
        }
        GivenNames.Mark(split, given);
        return true;
    }

    // Smith, CEO says what he does. John Smith, Boston may be from there; but Rodríguez López, María and van der Berg, Jan.
    static bool MayBeFamily(NameSplit split, ReadOnlySpan<int> family, ReadOnlySpan<int> given)
    {
        foreach (var index in given)
        {
            if (split.Tokens[index].Is(NameClass.Role))
            {
                return false;
            }
        }
        if (family.Length == 1 || ParticleFamily.IsParticle(split, family[0]))
        {
            return true;
        }
        var isSpanish = true;
        foreach (var index in family)
        {
            isSpanish &= split.Tokens[index].Is(NameClass.SpanishSurname | NameClass.Particle | NameClass.FamilyTail);
        }
        var isGivenBehind =
            !given.IsEmpty
            && split.Tokens[given[0]].Is(NameClass.Given)
            && !split.Tokens[family[0]].Is(NameClass.Given);
        return isSpanish || isGivenBehind;
    }

    static bool TryTellInOrder(NameSplit split, Span<int> words)
    {
        if (!TryTakeEnds(split, ref words) || IsOneGivenName(split, words))
        {
            return false;
        }
        if (words.Length < 2)
        {
            Mark(split, words, NamePart.Last);
            return words.Length == 1 && split.Has(NamePart.Prefix);
        }
        if (words.Length > 2 && FamilyStart.IsAnd(split, words, 1))
        {
            // Ramón y Cajal is a family name alone, Ana y María García are two.
            Mark(split, words, NamePart.Last);
            return words.Length == 3 && split.Has(NamePart.Prefix);
        }
        if (Patronymics.AreLast(split, words))
        {
            return Patronymics.TryTell(split, words);
        }
        if (EasternOrder.Applies(split, words))
        {
            switch (EasternOrder.IsFamilyFirst(split, words))
            {
                case null:
                    return false;
                case true:
                    EasternOrder.Mark(split, words);
                    return true;
            }
        }
        if (ParticleFamily.Starts(split, words))
        {
            return ParticleFamily.TryTell(split, words)
                || (split.Has(NamePart.Prefix) && ParticleFamily.TryTellAlone(split, words));
        }
        if (FamilyFirst.Tell(split, words))
        {
            return true;
        }
        if (ParticleFamily.StartsWithArticle(split, words))
        {
            return ParticleFamily.TryTell(split, words);
        }
        var last = split.Word(split.Tokens[words[^1]]);
        if (Initials.IsOne(last) || Initials.IsNumeral(last))
        {
            return false; // Smith J and Ramesh K are built alike, and Henry VIII has no family name
        }
        if ((split.Customs & NameCustoms.Hungarian) != 0 && words.Length <= HungarianOrder.WordsMax)
        {
            switch (HungarianOrder.IsFamilyFirst(split, words))
            {
                case null:
                    return false;
                case true:
                    var count = HungarianOrder.FamilyCount(split, words);
                    Mark(split, words[..count], NamePart.Last);
                    GivenNames.Mark(split, words[count..]);
                    return count > 0;
            }
        }
        var start = FamilyStart.Of(split, words);
        Mark(split, words[start..], NamePart.Last);
        GivenNames.Mark(split, words[..start]);
        return true;
    }

    // عبد الله
    static bool IsOneGivenName(NameSplit split, ReadOnlySpan<int> words) =>
        words.Length == 2 && split.Tokens[words[0]].Is(NameClass.Binding) && !Ascii.IsValid(split.Value);

    // False when what stands around the name leaves it whole: Mehmet Bey has a given name alone.
    static bool TryTakeEnds(NameSplit split, ref Span<int> words)
    {
        words = NameEnds.TakePrefixes(split, words);
        if (LooseTitles.IsBehind(split, words))
        {
            if (words.Length == 2)
            {
                return false;
            }
            split.Tokens[words[^1]].Part = NamePart.Prefix;
            words = words[..^1];
        }
        words = NameEnds.TakeSuffixes(split, words, 2);
        return words.IsEmpty || !IsNoStart(split, words[0]);
    }

    // Dr. H.C. Brown may have an honorary degree; The Beatles are none of them.
    static bool IsNoStart(NameSplit split, int index) =>
        index == 0
            ? split.Word(split.Tokens[0]).SequenceEqual("The"u8)
            : split.Has(NamePart.Prefix) && NameEnds.MayBeTail(split, index);
}
