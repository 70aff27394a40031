namespace Etl.Formats.Encodings.Detection;

/// <summary>
/// Tells ISO-8859-15 (Latin-9) from Windows-1252 and Windows-1257, which read nearly the same: where it has Š š Œ œ Ÿ and the euro sign, they have ¦ ¨ ¼ ½ ¾ and ¤, signs that do not
/// stand in words. Their ´ does (<c>O´Neal</c>), so the Ž that it may be proves nothing.
/// </summary>
static class LatinNine
{
    /// <summary>The encoding of Unix that has these letters there.</summary>
    public const string Encoding = "iso-8859-15";

    /// <summary>Sure enough to go on with, and worth a look.</summary>
    const double LettersConfidence = 0.85;

    /// <summary>Not enough to go on with: <c>¤1,234.56</c> is written, too, by programs that know no currency.</summary>
    const double AmountsConfidence = 0.75;

    const char AnyCurrency = '¤';
    const string Signs = "¦¨¸¼½¾";

    /// <summary>How sure it is at most that the text is in this encoding; 0 when nothing speaks for it.</summary>
    /// <param name="name">The encoding that the text was read in.</param>
    /// <param name="text">The text.</param>
    /// <param name="wide">Its bytes; one that only Windows' encodings have speaks against it.</param>
    public static double ConfidenceMax(string name, string text, ReadOnlySpan<byte> wide)
    {
        if (name is not ("windows-1252" or "windows-1257") || wide.ContainsAnyInRange((byte)0x80, (byte)0x9F))
        {
            return 0;
        }
        var confidence = 0.0;
        for (var at = 0; at < text.Length; at++)
        {
            if (IsInWord(text, at))
            {
                return LettersConfidence;
            }
            if (text[at] == AnyCurrency && (IsDigitNext(text.AsSpan(at + 1)) || IsDigitLast(text.AsSpan(0, at))))
            {
                confidence = AmountsConfidence;
            }
        }
        return confidence;
    }

    // A letter before it is enough (C½ur); behind it there must be two, and before it no number (1¼ kg, ¼l).
    static bool IsInWord(string text, int at)
    {
        if (!Signs.Contains(text[at], StringComparison.Ordinal))
        {
            return false;
        }
        var before = at > 0 ? text[at - 1] : ' ';
        var canStart = text[at] is '¦' or '¼' && !char.IsLetterOrDigit(before) && at + 2 < text.Length;
        return char.IsLetter(before) || (canStart && char.IsLetter(text[at + 1]) && char.IsLower(text[at + 2]));
    }

    static bool IsDigitNext(ReadOnlySpan<char> text) => text.TrimStart(" \u00A0") is [>= '0' and <= '9', ..];

    static bool IsDigitLast(ReadOnlySpan<char> text) => text.TrimEnd(" \u00A0") is [.., >= '0' and <= '9'];
}
