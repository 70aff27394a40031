namespace Etl.Formats.Encodings.Detection;

/// <summary>
/// Tells ISO-8859-15 from Windows-1252, which read the same words: the byte 0xA4 is the euro sign in one and ¤ in the other, a sign for any currency that nobody writes before
/// or behind an amount.
/// </summary>
static class EuroSign
{
    /// <summary>The encoding of Unix that has the sign there.</summary>
    public const string Encoding = "iso-8859-15";

    const char AnyCurrency = '¤';

    /// <summary>True when what was read in Windows-1252 holds amounts with that sign, and none of the bytes that only Windows-1252 has.</summary>
    /// <param name="name">The encoding that the text was read in.</param>
    /// <param name="text">The text.</param>
    /// <param name="wide">Its bytes.</param>
    public static bool IsMeant(string name, string text, ReadOnlySpan<byte> wide)
    {
        if (name != "windows-1252" || wide.ContainsAnyInRange((byte)0x80, (byte)0x9F))
        {
            return false;
        }
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == AnyCurrency && (IsDigitNext(text.AsSpan(at + 1)) || IsDigitLast(text.AsSpan(0, at))))
            {
                return true;
            }
        }
        return false;
    }

    static bool IsDigitNext(ReadOnlySpan<char> text) => text.TrimStart(" \u00A0") is [>= '0' and <= '9', ..];

    static bool IsDigitLast(ReadOnlySpan<char> text) => text.TrimEnd(" \u00A0") is [.., >= '0' and <= '9'];
}
