using System.Globalization;

namespace Etl.Formats.Encodings.Detection;

/// <summary>Kinds of characters that the scoring of words tells apart.</summary>
static class WordSigns
{
    const string Typographic = "“”‘’‚„–—…«»‹›°§№€£¥©®™·•¿¡ºª´`²³¼½¾±×÷µ\u00A0\u200C\u200D\u200E\u200F،؛؟₫₪";

    /// <summary>True for Latin letters with and without marks.</summary>
    public static bool IsLatin(char character) =>
        char.IsAsciiLetter(character)
        || character is >= '\u00C0' and <= '\u024F' and not ('×' or '÷')
        || character is >= '\u1E00' and <= '\u1EFF';

    /// <summary>True for letters and the marks on them.</summary>
    public static bool IsLetter(char character) =>
        char.IsLetter(character) || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark;

    /// <summary>True for what belongs to a word here: letters, marks, and every sign beyond ASCII.</summary>
    public static bool IsWord(char character) =>
        character < 0x80 ? char.IsAsciiLetter(character) : character is not ('\u3000' or '\u2028' or '\u2029');

    /// <summary>Logarithm of the probability of a sign that is no letter.</summary>
    /// <param name="sign">The sign.</param>
    /// <param name="isInside">True between two letters of a word.</param>
    public static float Log(char sign, bool isInside)
    {
        // e^-7 is one in a thousand, e^-14 one in a million.
        if (sign == '’')
        {
            return -7;
        }
        if (
            sign is < '\u00A0' or '\uFFFD'
            || char.GetUnicodeCategory(sign) is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        )
        {
            return -20;
        }
        return (Typographic.Contains(sign, StringComparison.Ordinal), isInside) switch
        {
            (true, false) => -7.5f,
            (true, true) => -13,
            (false, false) => -13,
            _ => -16,
        };
    }
}
