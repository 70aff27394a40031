using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>Recognises the names of organizations by their legal form, and by words that no person is called by.</summary>
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
        var isCapitals = !HasLower(value);
        ReadOnlySpan<byte> previous = [];
        foreach (var range in value.SplitAny((byte)' ', (byte)','))
        {
            var word = value[range];
            if (word.IsEmpty)
            {
                continue;
            }
            if (
                wordCount > 0 && IsOf(previous, word)
                || NameWords.Has(NameWords.Organizations, word) && value.Length > word.Length
            )
            {
                return true;
            }
            previousIsOf = isAfterAnd;
            isAfterAnd = word is [(byte)'&'] or [(byte)'+'];
            previous = word;
            wordCount++;
        }
        return wordCount > 1 && IsEnd(previous, previousIsOf, isCapitals);
    }

    static bool HasPart(ReadOnlySpan<byte> value)
    {
        if (Ascii.IsValid(value))
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
        return false;
    }

    // Bank of America
    static bool IsOf(ReadOnlySpan<byte> word, ReadOnlySpan<byte> next) =>
        next.SequenceEqual("of"u8) && NameWords.Has(NameWords.OrganizationsOf, word);

    // Siemens AG, S.A.; but Maria De Sa and MARIA DE SA.
    static bool IsEnd(ReadOnlySpan<byte> word, bool isAfterAnd, bool isCapitals)
    {
        const int lengthOfForm = 3;
        if (!NameWords.Has(NameWords.OrganizationEnds, word))
        {
            return false;
        }
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
