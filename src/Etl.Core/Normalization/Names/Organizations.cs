using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>Recognises the names of organizations by their legal form, by words that no person is called by, and by an article: <c>The Home Depot</c>.</summary>
static class Organizations
{
    /// <summary>True for such a name; one word alone never is, and neither is a word in a place where it may be a surname.</summary>
    /// <param name="split">The name, cut at spaces and commas.</param>
    public static bool Is(NameSplit split)
    {
        if (HasPart(split.Value))
        {
            return true;
        }
        var tokens = split.Tokens;
        for (var index = 0; index < tokens.Length; index++)
        {
            var isOf = index + 1 < tokens.Length && split.Word(tokens[index + 1]).SequenceEqual("of"u8);
            if (
                (isOf && tokens[index].Is(NameClass.OrganizationOf))
                || (tokens[index].Is(NameClass.Organization) && tokens[index].Place.Length < split.Value.Length)
            )
            {
                return true;
            }
        }
        return tokens.Length > 1 && (IsEnd(split) || LegalForms.Has(split) || IsNamedByArticle(split));
    }

    /// <summary>
    /// True when a comma divides the name of somebody from that of an organization: <c>John Smith, Acme Corp</c>. The value is neither alone.
    /// </summary>
    public static bool IsBehindName(NameSplit split)
    {
        const int wordsMin = 2;
        const NameClass ofOrganizations =
            NameClass.Organization | NameClass.OrganizationEnd | NameClass.OrganizationOf | NameClass.And;
        var tokens = split.Tokens;
        for (var index = 0; index < tokens.Length; index++)
        {
            if (tokens[index].Is(ofOrganizations) || split.Word(tokens[index]) is [(byte)'&'] or [(byte)'+'])
            {
                return false;
            }
            if (tokens[index].HasComma)
            {
                return index + 1 >= wordsMin && tokens.Length - index - 1 >= wordsMin;
            }
        }
        return false;
    }

    // The Home Depot; but The Rev. John Smith, The Smith Family, and The Rock is anything.
    static bool IsNamedByArticle(NameSplit split)
    {
        if (
            split.Count < 3
            || split.Tokens[1].Is(NameClass.Prefix)
            || !Ascii.EqualsIgnoreCase(split.Word(split.Tokens[0]), "the"u8)
        )
        {
            return false;
        }
        foreach (var token in split.Tokens)
        {
            if (token.Is(NameClass.Household | NameClass.HouseholdOf))
            {
                return false;
            }
        }
        return true;
    }

    static bool HasPart(ReadOnlySpan<byte> value)
    {
        const byte firstLead = 0xE3; // of kana, Chinese characters and Hangul
        const byte lastLead = 0xED;
        if (!value.ContainsAnyInRange(firstLead, lastLead))
        {
            return false;
        }
        foreach (var part in NameWords.OrganizationParts)
        {
            if (value.Length > part.Length && value.IndexOf(part) >= 0)
            {
                return true;
            }
        }
        return HasTail(value);
    }

    // 삼성전자, 삼성 전자, トヨタ自動車: a word of trade at the end of more characters than a name has before it.
    static bool HasTail(ReadOnlySpan<byte> value)
    {
        const int charactersMin = 4;
        foreach (var tail in NameWords.OrganizationTails)
        {
            if (value.Length > tail.Length && value.EndsWith(tail))
            {
                return Encoding.UTF8.GetCharCount(value) - value.Count((byte)' ') >= charactersMin;
            }
        }
        return false;
    }

    // Siemens AG, S.A.; but Maria De Sa and MARIA DE SA.
    static bool IsEnd(NameSplit split)
    {
        const int lengthOfForm = 3;
        if (!split.Tokens[^1].Is(NameClass.OrganizationEnd))
        {
            return false;
        }
        var word = split.Word(split.Tokens[^1]);
        var isAfterAnd = split.Word(split.Tokens[^2]) is [(byte)'&'] or [(byte)'+'];
        var isCapitals = !HasLower(split.Value);
        if (Ascii.EqualsIgnoreCase(word, "co"u8) || Ascii.EqualsIgnoreCase(word, "co."u8))
        {
            return isAfterAnd || word[^1] == '.';
        }
        var letters = word.Length - word.Count((byte)'.');
        return letters > lengthOfForm
            ? word[0] is >= (byte)'A' and <= (byte)'Z' || isCapitals
            : !isCapitals && !HasLower(word);
    }

    static bool HasLower(ReadOnlySpan<byte> value) =>
        value.ContainsAnyInRange((byte)'a', (byte)'z') || !Ascii.IsValid(value);
}
