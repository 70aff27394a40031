using System.Text;

namespace Etl.Core.Normalization.Dates;

/// <summary>The words for "year" that Slavic languages put behind the year of a date: <c>9 мая 1990 г.</c>, <c>9 maja 1990 r.</c></summary>
static class YearWords
{
    // Small; Russian and Bulgarian, Ukrainian, Polish, and the languages of Croatia and Serbia in both scripts.
    static readonly byte[][] words =
    [
        [.. "г"u8],
        [.. "год"u8],
        [.. "года"u8],
        [.. "година"u8],
        [.. "г.р"u8],
        [.. "р"u8],
        [.. "року"u8],
        [.. "r"u8],
        [.. "rok"u8],
        [.. "roku"u8],
        [.. "g"u8],
        [.. "god"u8],
        [.. "godine"u8],
        [.. "године"u8],
    ];

    /// <summary>What follows the word that a text starts with, and its point; the text when there is none. Points and spaces may stand before it.</summary>
    public static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
        {
            return rest;
        }
        var text = rest.TrimStart(" ."u8);
        var end = text.IndexOfAny(" ,"u8);
        var word = (end < 0 ? text : text[..end]).TrimEnd((byte)'.');
        var behind = end < 0 ? [] : text[end..].TrimStart((byte)',');
        foreach (var known in words)
        {
            if (IsSame(word, known))
            {
                return behind;
            }
        }
        return rest;
    }

    // Capital Cyrillic letters up to Р differ from the small ones in a way that needs the runes.
    static bool IsSame(ReadOnlySpan<byte> word, ReadOnlySpan<byte> known)
    {
        if (word.Length != known.Length)
        {
            return false;
        }
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out var letter, out var length);
            Rune.DecodeFromUtf8(known, out var other, out _);
            if (Rune.ToLowerInvariant(letter) != other)
            {
                return false;
            }
            word = word[length..];
            known = known[length..];
        }
        return true;
    }
}
