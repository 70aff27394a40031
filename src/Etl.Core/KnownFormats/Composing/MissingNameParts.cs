using System.Numerics;
using Etl.Core.Normalization.Names;
using Etl.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// What a whole name says beyond its parts, as far as that is sure: a title in front, a generation or degree behind, the given or the family name that is missing where the
/// other is one end of the name, when it is a single word that is no form of address, and initials between both. Places are those in the name, empty for none.
/// </summary>
/// <param name="Prefix">Titles that no part says.</param>
/// <param name="Suffix">Generations and degrees that no part says.</param>
/// <param name="Rest">The given or the family name, whichever is missing.</param>
/// <param name="Middle">Initials between the given and the family name.</param>
/// <param name="IsAll">True when nothing else is missing.</param>
readonly record struct MissingNameParts(
    FieldSpan Prefix,
    FieldSpan Suffix,
    FieldSpan Rest,
    FieldSpan Middle,
    bool IsAll
)
{
    /// <summary>Tells them; nothing is sure in a name of too many words.</summary>
    /// <param name="name">The name.</param>
    /// <param name="unnamed">Places of the words that are said by no given, middle or family name.</param>
    /// <param name="unsaid">Those of them that no other part says either.</param>
    /// <param name="hasNames">True when all words of the given, middle and family name stand in the name.</param>
    /// <param name="missing">The given or the family name when it is empty and the other is not, the middle name when it alone is empty; else none.</param>
    public static MissingNameParts Of(
        ReadOnlySpan<byte> name,
        ReadOnlySpan<FieldSpan> unnamed,
        ReadOnlySpan<FieldSpan> unsaid,
        bool hasNames,
        NamePart missing
    )
    {
        Span<NameToken> tokens = stackalloc NameToken[NameSplit.TokensMax];
        Span<int> room = stackalloc int[NameSplit.TokensMax];
        var split = new NameSplit(name, tokens);
        if (!NameTokenizer.Cut(ref split))
        {
            return default;
        }
        var words = split.Words(room, out var commas);
        var (outer, open) = (Mask(split, unnamed), Mask(split, unsaid));
        NameEnds.TakePrefixes(split, words);
        NameEnds.TakeSuffixSegments(split, words, ref commas);
        NameEnds.TakeSuffixes(split, words, 1, NameCase.IsUniform(name));
        var start = 0;
        while (start < split.Count && (outer >> start & 1) != 0 && IsEnd(split, start, open, NamePart.Prefix))
        {
            start++;
        }
        var end = split.Count;
        while (end > start && (outer >> (end - 1) & 1) != 0 && IsEnd(split, end - 1, open, NamePart.Suffix))
        {
            end--;
        }
        var prefix = Run(split, open, 0, start);
        var suffix = Run(split, open, end, split.Count);
        var inner = open & Bits(start, end);
        var isRest = inner != 0 && hasNames && missing is NamePart.First or NamePart.Last;
        var rest = isRest ? RestOf(split, inner, unsaid, start, end) : default;
        var middle = hasNames && missing is NamePart.Middle ? InitialsOf(split, inner, start, end) : default;
        var isAll =
            !prefix.IsEmpty == ((open & Bits(0, start)) != 0)
            && !suffix.IsEmpty == ((open & Bits(end, split.Count)) != 0)
            && !(rest.IsEmpty && middle.IsEmpty) == (inner != 0);
        return new MissingNameParts(prefix, suffix, rest, middle, isAll);
    }

    // A word that another part says, or one that is such a part by itself.
    static bool IsEnd(NameSplit split, int index, int open, NamePart part) =>
        (open >> index & 1) == 0 || split.Tokens[index].Part == part;

    static int Mask(NameSplit split, ReadOnlySpan<FieldSpan> places)
    {
        var mask = 0;
        foreach (var place in places)
        {
            for (var index = 0; index < split.Count; index++)
            {
                var word = split.Tokens[index].Place;
                mask |= place.Offset >= word.Offset && place.End <= word.End ? 1 << index : 0;
            }
        }
        return mask;
    }

    static int Bits(int start, int end) => (1 << end) - (1 << start);

    // The open words of a range as one place; none when others stand between them.
    static FieldSpan Run(NameSplit split, int open, int start, int end)
    {
        open &= Bits(start, end);
        if (open == 0)
        {
            return default;
        }
        var first = int.TrailingZeroCount(open);
        var behind = 32 - int.LeadingZeroCount(open);
        return open == Bits(first, behind) ? Place(split, first, behind) : default;
    }

    static FieldSpan Place(NameSplit split, int first, int behind)
    {
        var offset = split.Tokens[first].Place.Offset;
        return new FieldSpan(offset, split.Tokens[behind - 1].Place.End - offset);
    }

    // Q. of John Q. Public.
    static FieldSpan InitialsOf(NameSplit split, int inner, int start, int end)
    {
        var place = Run(split, inner, start, end);
        var isInside = inner != 0 && (inner & (Bits(start, start + 1) | Bits(end - 1, end))) == 0;
        for (var index = start; index < end; index++)
        {
            isInside &= (inner >> index & 1) == 0 || Initials.Count(split.Word(split.Tokens[index])) > 0;
            isInside &= !split.Tokens[index].HasComma;
        }
        return isInside ? place : default;
    }

    // The word before or behind those that are known. Of several, such as Dr. John and Bob Lee, some may be something else.
    static FieldSpan RestOf(NameSplit split, int inner, ReadOnlySpan<FieldSpan> unsaid, int start, int end)
    {
        if (end - start == 1)
        {
            return CharactersOf(split, unsaid, start);
        }
        var place = Run(split, inner, start, end);
        var isAtStart = (inner & Bits(start, start + 1)) != 0;
        var isAtEnd = (inner & Bits(end - 1, end)) != 0;
        var isOne = BitOperations.IsPow2(inner) && isAtStart != isAtEnd;
        return isOne && IsName(split, inner) && !SeveralPeople.Are(split.Value) ? place : default;
    }

    // 小明 of 王小明; behind a name there may stand a form of address.
    static FieldSpan CharactersOf(NameSplit split, ReadOnlySpan<FieldSpan> unsaid, int index)
    {
        var word = split.Tokens[index].Place;
        var found = default(FieldSpan);
        foreach (var place in unsaid)
        {
            if (place.Offset < word.Offset || place.End > word.End)
            {
                continue;
            }
            if (!found.IsEmpty || place.Length == word.Length)
            {
                return default;
            }
            found = place;
        }
        var text = split.Value.Slice(found.Offset, found.Length);
        return NameComposer.IsEastAsian(text) && !HasHonorific(text) ? found : default;
    }

    // 太郎様
    static bool HasHonorific(ReadOnlySpan<byte> text)
    {
        foreach (var honorific in NameWords.Honorifics)
        {
            if (text.EndsWith(honorific))
            {
                return true;
            }
        }
        return false;
    }

    // No title, relation, role, remark or place of work, and no other signs than those of names.
    static bool IsName(NameSplit split, int mask)
    {
        const NameClass others =
            NameClass.Prefix
            | NameClass.LooseTitle
            | NameClass.TurkishTitle
            | NameClass.Relation
            | NameClass.Particle
            | NameClass.Role
            | NameClass.Remark
            | NameClass.Organization
            | NameClass.Household
            | NameClass.Untold
            | NameClass.And;
        for (var index = 0; index < split.Count; index++)
        {
            var word = split.Word(split.Tokens[index]);
            var isOther =
                split.Tokens[index].Is(others)
                || word.ContainsAnyInRange((byte)'0', (byte)'9')
                || word.ContainsAny("\"()[]{}<>@/_:;#|&+*"u8)
                || word is [(byte)'-']
                || HasHonorific(word);
            if ((mask >> index & 1) != 0 && isOther)
            {
                return false;
            }
        }
        return true;
    }
}
