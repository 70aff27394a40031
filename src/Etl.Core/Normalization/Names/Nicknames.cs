using System.Buffers;
using System.Text;
using Etl.Core.Normalization.Countries;
using Etl.Core.Normalization.Regions;

namespace Etl.Core.Normalization.Names;

/// <summary>
/// Tells whether what stands in quotes or brackets is a nickname: one or two words with a capital. In quotes the form suffices, unless it is an organization's. In brackets people note much else
/// (<c>(Acme)</c>, <c>(Berlin)</c>, <c>(DE)</c>, <c>(CEO)</c>), so before or behind a name only a word that is known as a given name, or is formed of a word of the name, is one.
/// </summary>
static class Nicknames
{
    const NameClass Others = NameClass.Remark | NameClass.Role | NameClass.Organization;

    const NameClass Given = GivenNames.Classes | NameClass.JapaneseLatinGiven | NameClass.Nickname;

    /// <summary>Words that say that a former family name follows, which no field holds.</summary>
    static readonly string[] maidenMarks =
    [
        "née",
        "nee",
        "né",
        "geb.",
        "geb",
        "geborene",
        "born",
        "roz.",
        "z domu",
        "formerly",
        "previously",
        "ehem.",
        "ehem",
        "ehemals",
        "vormals",
    ];

    /// <summary>True for a nickname.</summary>
    /// <param name="split">The name, with the words before the quotes or brackets.</param>
    /// <param name="inner">What stands in them.</param>
    /// <param name="isInBrackets">True for brackets.</param>
    /// <param name="behind">What stands behind them.</param>
    public static bool Is(NameSplit split, ReadOnlySpan<byte> inner, bool isInBrackets, ReadOnlySpan<byte> behind)
    {
        if (!HasForm(inner, isInBrackets ? Others : Others & ~NameClass.Role) || IsMaidenName(inner))
        {
            return false;
        }
        behind = behind.TrimStart((byte)' ');
        var isInside = split.Count > 0 && !behind.IsEmpty && behind[0] != ',';
        return !isInBrackets || (!IsPlace(inner) && (isInside || AreKnown(split, inner)));
    }

    static bool HasForm(ReadOnlySpan<byte> inner, NameClass others)
    {
        var spaces = inner.Count((byte)' ');
        if (
            inner.IsEmpty
            || spaces > 1
            || inner[0] == ' '
            || inner[^1] == ' '
            || (spaces > 0 && NameCase.IsCapitals(inner)) // DO NOT
            || (spaces > 0 && NameWords.Is(inner[(inner.IndexOf((byte)' ') + 1)..], NameClass.OrganizationEnd)) // Acme Co
        )
        {
            return false;
        }
        foreach (var range in inner.Split((byte)' '))
        {
            var word = inner[range];
            var isArticle = range.Start.Value == 0 && spaces > 0 && IsArticle(word);
            if (
                !IsOfLetters(word)
                || !(isArticle || StartsAsName(word))
                || NameWords.Is(word, others)
                || ((others & NameClass.Role) != 0 && word.EndsWith("abteilung"u8))
            )
            {
                return false; // (work)
            }
        }
        return true;
    }

    // The Rock, el Toro, der Boss.
    static bool IsArticle(ReadOnlySpan<byte> word) =>
        NameWords.Is(word, NameClass.Particle)
        || Ascii.EqualsIgnoreCase(word, "the"u8)
        || Ascii.EqualsIgnoreCase(word, "die"u8)
        || Ascii.EqualsIgnoreCase(word, "das"u8);

    static bool IsOfLetters(ReadOnlySpan<byte> word)
    {
        foreach (var rune in Encoding.UTF8.GetString(word).EnumerateRunes())
        {
            if (!NameTokenizer.IsOfWord(rune))
            {
                return false;
            }
        }
        return !word.IsEmpty;
    }

    // A capital, or a letter of a script without them.
    static bool StartsAsName(ReadOnlySpan<byte> word) =>
        Rune.DecodeFromUtf8(word, out var rune, out _) == OperationStatus.Done
        && Rune.IsLetter(rune)
        && !(NameCase.IsCased(rune) && Rune.IsLower(rune));

    static bool IsMaidenName(ReadOnlySpan<byte> inner)
    {
        var text = Encoding.UTF8.GetString(inner);
        return maidenMarks.Any(mark => text.StartsWith(mark, StringComparison.OrdinalIgnoreCase));
    }

    // Germany, DE, TX, Texas; Al and Jo are codes in capitals only, and so TJ may be initials.
    static bool IsPlace(ReadOnlySpan<byte> inner)
    {
        const int codeLengthMax = 3;
        if (inner.Length <= codeLengthMax && (inner[^1] == 'J' || !NameCase.IsCapitals(inner)))
        {
            return false;
        }
        return !CountryTable.Find(inner).IsEmpty
            || !RegionTable.Find("US"u8, inner).IsEmpty
            || !RegionTable.Find("DE"u8, inner).IsEmpty;
    }

    static bool AreKnown(NameSplit split, ReadOnlySpan<byte> inner)
    {
        foreach (var range in inner.Split((byte)' '))
        {
            var word = inner[range];
            Rune.DecodeFromUtf8(word, out var rune, out _);
            var isArticle = word.Length < inner.Length && range.Start.Value == 0 && IsArticle(word);
            var isKnown =
                !NameCase.IsCased(rune)
                || NameWords.Is(word, Given)
                || word is [>= (byte)'A' and <= (byte)'Z', (byte)'J']
                || IsFormed(split, word);
            if (!isArticle && !isKnown)
            {
                return false;
            }
        }
        return true;
    }

    // Alex of Alexander, Beth of Elizabeth, Hansi of Hans: one is in the other but for a last letter or two.
    static bool IsFormed(NameSplit split, ReadOnlySpan<byte> word)
    {
        const int stemMin = 3;
        const int tailMax = 2;
        foreach (var token in split.Tokens)
        {
            var full = split.Word(token);
            var shared = SharedLength(word, full);
            var isAtEnd =
                word.Length >= stemMin
                && full.Length > word.Length
                && SharedLength(word, full[^word.Length..]) == word.Length;
            var isStem =
                shared >= stemMin
                && word.Length - shared <= tailMax
                && word[^1] is (byte)'i' or (byte)'y' or (byte)'e' or (byte)'a' or (byte)'o';
            if (isAtEnd || isStem || (shared == word.Length && word.Length > 1))
            {
                return true;
            }
        }
        return false;
    }

    static int SharedLength(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var length = 0;
        while (length < Math.Min(one.Length, other.Length) && (one[length] | 0x20) == (other[length] | 0x20))
        {
            length++;
        }
        return length;
    }
}
