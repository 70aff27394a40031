using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>Titles that are names in other places and countries: <c>Judge</c> in front of a name, <c>Me</c> in France, <c>Bey</c> behind a Turkish name.</summary>
static class LooseTitles
{
    /// <summary>True for such a title in front of other words; <c>Aaron Judge</c> and <c>Judge, Aaron</c> have none.</summary>
    public static bool IsBefore(NameSplit split, ReadOnlySpan<int> words, int at)
    {
        if (!split.Tokens[words[at]].Is(NameClass.LooseTitle) || at == words.Length - 1)
        {
            return false;
        }
        var word = split.Word(split.Tokens[words[at]]);
        if (!Ascii.IsValid(word))
        {
            return !word.SequenceEqual("السيد"u8) || words.Length - at > 2; // of two words it may be a given name
        }
        if (Ascii.EqualsIgnoreCase(word, "me"u8))
        {
            return at == 0 && (split.Customs & NameCustoms.French) != 0;
        }
        if (Ascii.EqualsIgnoreCase(word, "ra"u8))
        {
            return words.Length - at > 2
                && ((split.Customs & NameCustoms.German) != 0 || split.Tokens[words[at + 1]].Is(NameClass.Prefix));
        }
        // Lady is a given name in Colombia.
        return !Ascii.EqualsIgnoreCase(word, "lady"u8) || !split.Tokens[words[^1]].Is(NameClass.SpanishSurname);
    }

    /// <summary>True for <c>Bey</c> or <c>Hanım</c> at the end of a name that is Turkish by its country or letters; <c>Yasiin Bey</c> is called so.</summary>
    public static bool IsBehind(NameSplit split, ReadOnlySpan<int> words) =>
        words.Length > 1
        && split.Tokens[words[^1]].Is(NameClass.TurkishTitle)
        && (
            (split.Customs & NameCustoms.Turkish) != 0
            || TurkishLetters.AreProven(split.Value)
            || TurkishLetters.AreLikely(split.Value)
        );

    /// <summary>True for a form of address alone, as it stands in brackets: <c>(Dr.)</c>, <c>(女士)</c>.</summary>
    public static bool AreAll(ReadOnlySpan<byte> text)
    {
        if (NameWords.IsHonorific(text))
        {
            return true;
        }
        foreach (var range in text.Split((byte)' '))
        {
            if (!NameWords.Is(text[range], NameClass.Prefix) || NameWords.Is(text[range], NameClass.Remark))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>True for the younger or the elder behind a name: <c>jun.</c> with its dot, <c>fils</c> beside words that begin with capitals.</summary>
    public static bool IsGeneration(NameSplit split, int index)
    {
        var token = split.Tokens[index];
        var word = split.Word(token);
        return token.Is(NameClass.Generation)
            && (
                word[^1] == '.'
                || (word[0] is (byte)'f' or (byte)'p' && split.Value.ContainsAnyInRange((byte)'A', (byte)'Z'))
            );
    }
}
