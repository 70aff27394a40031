using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>Tells names that start with the particle of a family name: <c>von Trapp Maria</c>, <c>De La Cruz Juan</c>.</summary>
static class ParticleFamily
{
    /// <summary>True when words start with a family name: with a small particle, several of them, one that is no given name, or Saint.</summary>
    /// <param name="split">The name.</param>
    /// <param name="words">Two words or more.</param>
    public static bool Starts(NameSplit split, ReadOnlySpan<int> words)
    {
        var first = split.Tokens[words[0]];
        return first.Is(NameClass.FamilyParticle)
            || NameSplitter.IsLowerParticle(split, words[0])
            || Ascii.EqualsIgnoreCase(split.Word(first), "st."u8)
            || Ascii.EqualsIgnoreCase(split.Word(first), "st"u8)
            || (
                first.Is(NameClass.LowerParticle)
                && words.Length > 2
                && (split.Tokens[words[1]].Is(NameClass.LowerParticle) || GivenStart(split, words) > 0)
            );
    }

    /// <summary>True for an article before two words or more: <c>Le Pen Marine</c>, from which <c>La Toya Jackson</c> cannot be told.</summary>
    public static bool StartsWithArticle(NameSplit split, ReadOnlySpan<int> words)
    {
        var word = split.Word(split.Tokens[words[0]]);
        return words.Length > 2
            && (
                Ascii.EqualsIgnoreCase(word, "le"u8)
                || Ascii.EqualsIgnoreCase(word, "la"u8)
                || Ascii.EqualsIgnoreCase(word, "di"u8)
                || Ascii.EqualsIgnoreCase(word, "du"u8)
            );
    }

    /// <summary>True for a word that starts a family name of several: a particle, or Saint.</summary>
    public static bool IsParticle(NameSplit split, int index) => split.Tokens[index].Is(NameClass.Particle);

    /// <summary>Tells the name when the words behind its family name are known to be given names; false, and no word has got a part, otherwise.</summary>
    public static bool TryTell(NameSplit split, ReadOnlySpan<int> words)
    {
        var start = GivenStart(split, words);
        if (start == 0)
        {
            return false; // de la Cruz García is a family name alone
        }
        NameSplitter.Mark(split, words[..start], NamePart.Last);
        GivenNames.Mark(split, words[start..]);
        return true;
    }

    /// <summary>Frau von der Leyen: tells particles and one word as a family name; false otherwise.</summary>
    public static bool TryTellAlone(NameSplit split, ReadOnlySpan<int> words)
    {
        if (ParticleCount(split, words) != words.Length - 1)
        {
            return false;
        }
        NameSplitter.Mark(split, words, NamePart.Last);
        return true;
    }

    /// <summary>Index of the first of the given names that a name ends with, behind particles and one word or more; 0 when there is none.</summary>
    public static int GivenStart(NameSplit split, ReadOnlySpan<int> words)
    {
        var familyMin = ParticleCount(split, words) + 1;
        var start = words.Length;
        while (start > familyMin && split.Tokens[words[start - 1]].Is(NameClass.Given))
        {
            start--;
        }
        return start == words.Length || familyMin == 1 ? 0 : start;
    }

    static int ParticleCount(NameSplit split, ReadOnlySpan<int> words)
    {
        var count = 0;
        while (count < words.Length - 1 && split.Tokens[words[count]].Is(NameClass.Particle))
        {
            count++;
        }
        return count;
    }
}
