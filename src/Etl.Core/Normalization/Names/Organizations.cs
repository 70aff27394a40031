using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>Recognises the names of organizations by their legal form, by words that no person is called by, and by an article: <c>The Home Depot</c>.</summary>
static class Organizations
{
    /// <summary>True for such a name; one word alone never is, and neither is a word in a place where it may be a surname.</summary>
    public static bool Is(ReadOnlySpan<byte> value)
    {
        if (HasPart(value))
        {
            return true;
        }
        var wordCount = 0;
        var isAfterAnd = false;
        var previousIsOf = false;
        var isNamed = false;
        var last = NameClass.None;
        ReadOnlySpan<byte> previous = [];
        foreach (var range in value.SplitAny((byte)' ', (byte)','))
        {
            var word = value[range];
            if (word.IsEmpty)
            {
                continue;
            }
            var found = NameWords.ClassOf(word);
            if (
                ((last & NameClass.OrganizationOf) != 0 && word.SequenceEqual("of"u8))
                || ((found & NameClass.Organization) != 0 && value.Length > word.Length)
            )
            {
                return true;
            }
            if (wordCount == 1 && Ascii.EqualsIgnoreCase(previous, "the"u8))
            {
                isNamed = (found & NameClass.Prefix) == 0;
            }
            isNamed &= (found & NameClass.Household) == 0;
            previousIsOf = isAfterAnd;
            isAfterAnd = word is [(byte)'&'] or [(byte)'+'];
            previous = word;
            last = found;
            wordCount++;
        }
        return (isNamed && wordCount > 2)
            || (
                wordCount > 1
                && (last & NameClass.OrganizationEnd) != 0
                && IsEnd(previous, previousIsOf, !HasLower(value))
            );
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
    static bool IsEnd(ReadOnlySpan<byte> word, bool isAfterAnd, bool isCapitals)
    {
        const int lengthOfForm = 3;
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
