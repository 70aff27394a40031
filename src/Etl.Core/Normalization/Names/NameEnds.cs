using System.Numerics;
using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>Marks what stands before and behind a name: titles, generations and degrees.</summary>
static class NameEnds
{
    /// <summary>Marks the prefixes that words start with, and returns the words behind them.</summary>
    public static Span<int> TakePrefixes(NameSplit split, Span<int> words)
    {
        var count = 0;
        while (count < words.Length && (IsPrefix(split, words, count) || (count > 0 && IsTail(split, words[count]))))
        {
            split.Tokens[words[count++]].Part = NamePart.Prefix;
        }
        return words[count..];
    }

    /// <summary>Marks the suffixes that words end with, and returns the words before them.</summary>
    /// <param name="split">The name.</param>
    /// <param name="words">Its words.</param>
    /// <param name="wordsLeft">Words that are no suffixes in any case.</param>
    /// <param name="isUniform">True when the case of the words says nothing.</param>
    public static Span<int> TakeSuffixes(NameSplit split, Span<int> words, int wordsLeft, bool isUniform = false)
    {
        while (
            words.Length > (IsGenerationAt(split, words) ? 1 : wordsLeft)
            && !IsFamilyTail(split, words)
            && IsSuffix(split, words[^1], isUniform)
        )
        {
            split.Tokens[words[^1]].Part = NamePart.Suffix;
            words = words[..^1];
        }
        return words;
    }

    /// <summary>Marks the suffixes behind the last commas, and returns the words before them.</summary>
    /// <param name="split">The name.</param>
    /// <param name="words">Its words.</param>
    /// <param name="commas">Bit n: a comma stands behind word n and other words behind it. Loses the bits of the commas that suffixes follow.</param>
    public static Span<int> TakeSuffixSegments(NameSplit split, Span<int> words, ref int commas)
    {
        while (commas != 0)
        {
            var cut = BitOperations.Log2((uint)commas) + 1;
            if (!IsSuffixSegment(split, words[cut..], cut))
            {
                return words;
            }
            NameSplitter.Mark(split, words[cut..], NamePart.Suffix);
            words = words[..cut];
            commas &= ~(1 << (cut - 1));
        }
        return words;
    }

    /// <summary>True for a word behind a title that may be initials or a part of it: <c>Dr. H.C. Brown</c>.</summary>
    public static bool MayBeTail(NameSplit split, int index) =>
        split.Tokens[index].Is(NameClass.TitleTail) && Initials.Count(split.Word(split.Tokens[index])) > 1;

    // Behind a comma, letters that could be a name are a degree only when a whole name stands before them: Roe, Jane, MD.
    static bool IsSuffixSegment(NameSplit split, ReadOnlySpan<int> segment, int wordsBefore)
    {
        const NameClass behindWholeName = NameClass.Degree | NameClass.CommaDegree | NameClass.PostTitle;
        var classes = NameClass.Suffix | (wordsBefore > 1 ? behindWholeName : NameClass.None);
        foreach (var index in segment)
        {
            var isTail = index != segment[0] && wordsBefore > 1 && IsTail(split, index);
            var isGeneration = wordsBefore > 1 && LooseTitles.IsGeneration(split, index);
            if (!isTail && !isGeneration && !split.Tokens[index].Is(classes))
            {
                return false;
            }
        }
        return true;
    }

    // Sr. before a name is a señor; Lt Col are ranks, Col Smith may be a name; The Rev. John Smith.
    static bool IsPrefix(NameSplit split, ReadOnlySpan<int> words, int at)
    {
        var token = split.Tokens[words[at]];
        if (token.Is(NameClass.Prefix))
        {
            return true;
        }
        if (at == words.Length - 1)
        {
            return false;
        }
        var word = split.Word(token);
        return IsSir(word, at)
            || LooseTitles.IsBefore(split, words, at)
            || (word is [var letter, (byte)'.'] && IsSirByLetter(split, words, at, letter))
            || (token.Is(NameClass.Rank) && (IsRank(split, words, at - 1) || IsRank(split, words, at + 1)))
            || (token.Is(NameClass.TitleLead) && NameCase.IsCapitals(word) && IsPrefix(split, words, at + 1))
            || (at == 0 && Ascii.EqualsIgnoreCase(word, "the"u8) && IsPrefix(split, words, 1));
    }

    // Behind a name Sr is the elder.
    static bool IsSir(ReadOnlySpan<byte> word, int at) =>
        word is [(byte)'S', (byte)'r', (byte)'.'] || (at == 0 && word is [(byte)'S', (byte)'r']);

    // M. Dupont may be Maurice, except where Monsieur is written so; D. Juan Pérez is Don Juan behind Sr. and in Spain.
    static bool IsSirByLetter(NameSplit split, ReadOnlySpan<int> words, int at, byte letter) =>
        letter switch
        {
            (byte)'M' => at == 0 && (split.Customs & NameCustoms.French) != 0,
            (byte)'D' => at == 0
                ? (split.Customs & NameCustoms.Spanish) != 0 && words.Length > 2
                : IsSir(split.Word(split.Tokens[words[at - 1]]), at - 1),
            _ => false,
        };

    static bool IsRank(NameSplit split, ReadOnlySpan<int> words, int at) =>
        at >= 0 && split.Tokens[words[at]].Is(NameClass.Rank);

    // rer. nat., h. c., (FH); Dr. Phil McGraw has a name, and Dr. H.C. Brown has initials.
    static bool IsTail(NameSplit split, int index)
    {
        var token = split.Tokens[index];
        var word = split.Word(token);
        if (!token.Is(NameClass.TitleTail))
        {
            return false;
        }
        var hasDot = word[^1] == '.';
        var isSmall = word[0] is >= (byte)'a' and <= (byte)'z';
        return word[0] == '('
            || (isSmall && (hasDot || word.Length > 2))
            || (hasDot && word.Length > 3 && word.IndexOf((byte)'.') == word.Length - 1);
    }

    // Herr Weber jun. has a family name and no given name.
    static bool IsGenerationAt(NameSplit split, ReadOnlySpan<int> words) =>
        !words.IsEmpty && LooseTitles.IsGeneration(split, words[^1]);

    // José Silva Junior; but John Smith Junior.
    static bool IsFamilyTail(NameSplit split, ReadOnlySpan<int> words) =>
        split.Tokens[words[^1]].Is(NameClass.FamilyTail)
        && words.Length > 1
        && ((split.Customs & NameCustoms.Portuguese) != 0 || split.Tokens[words[^2]].Is(NameClass.SpanishSurname));

    // Degrees without a comma before them have capitals or dots; of two letters, those that are surnames (Ma, Do, Ba) have dots.
    static bool IsSuffix(NameSplit split, int index, bool isUniform)
    {
        var token = split.Tokens[index];
        var word = split.Word(token);
        if (word[0] == '(' || (token.Is(NameClass.PostTitle) && word.ContainsAny(".-"u8)))
        {
            return true; // Hans Meier Dipl.-Ing. (FH)
        }
        if (token.Is(NameClass.Degree))
        {
            return isUniform ? word.Length > 2 || word[1] is (byte)'D' or (byte)'N' : CapitalCount(word) > 1;
        }
        return token.Is(NameClass.Suffix)
            || LooseTitles.IsGeneration(split, index)
            || (token.Is(NameClass.CommaDegree) && word.Count((byte)'.') > 1);
    }

    static int CapitalCount(ReadOnlySpan<byte> word)
    {
        var count = 0;
        foreach (var letter in word)
        {
            count += letter is >= (byte)'A' and <= (byte)'Z' ? 1 : 0;
        }
        return count;
    }
}
