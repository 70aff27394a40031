using System.Text;
using Etl.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>
/// Tells words of Chinese names in Latin letters by their shape, whatever the dialect and the system they are written by: <c>Xiaoming</c>, <c>Ing-wen</c>, <c>Loong</c>,
/// <c>Kwok</c>. Short words of other languages may look so, too (<c>Tim</c>).
/// </summary>
static class ChineseSyllables
{
    const int LengthMax = 24;
    const int SyllableMax = 7;

    static readonly byte[][] initials = Words(
        "ts tz ch sh zh hs kw gw ng hw sw lw b p m f d t n l g k h j q x r z c s y w"
    );
    static readonly byte[][] ends = Words("n ng m p t k ck h r");

    /// <summary>True for one syllable, two of pinyin without a hyphen, or several with hyphens.</summary>
    public static bool Are(ReadOnlySpan<byte> word)
    {
        if (word.Length is 0 or > LengthMax || !Ascii.IsValid(word))
        {
            return false;
        }
        Span<byte> room = stackalloc byte[LengthMax];
        AsciiCase.ToLower(word, room);
        ReadOnlySpan<byte> letters = room[..word.Length];
        foreach (var range in letters.Split((byte)'-'))
        {
            if (!IsOne(letters[range]) && !Pinyin.IsOfTwoSyllables(letters[range]))
            {
                return false;
            }
        }
        return true;
    }

    // A consonant, vowels (Hwee, Yew), and one of few ends; Sng and Tng have no vowel.
    static bool IsOne(ReadOnlySpan<byte> letters)
    {
        if (letters.Length is 0 or > SyllableMax)
        {
            return false;
        }
        var start = 0;
        foreach (var initial in initials)
        {
            if (start == 0 && letters.StartsWith(initial))
            {
                start = initial.Length;
            }
        }
        var vowels = letters[start..].IndexOfAnyExcept("aeiouyw"u8);
        var end = vowels < 0 ? [] : letters[(start + vowels)..];
        var hasVowel = letters[start..^end.Length].ContainsAny("aeiou"u8);
        return hasVowel ? end.IsEmpty || IsAmong(ends, end) : start > 0 && end.SequenceEqual("ng"u8);
    }

    static bool IsAmong(byte[][] words, ReadOnlySpan<byte> word)
    {
        foreach (var candidate in words)
        {
            if (word.SequenceEqual(candidate))
            {
                return true;
            }
        }
        return false;
    }

    static byte[][] Words(string list) => [.. list.Split(' ').Select(Encoding.ASCII.GetBytes)];
}
