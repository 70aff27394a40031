using System.Text;

namespace Etl.Text;

/// <summary>
/// The signs that windows-1252 has where Latin-1 has control characters, U+0080 to U+009F. Read as Latin-1, they become those characters, which
/// mean nothing in text: the Encoding and HTML standards read them as the signs.
/// </summary>
public static class WindowsSigns
{
    const int First = 0x80;
    const string Signs = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    /// <summary>The sign that a control character stands for; false for the five that windows-1252 does not have, and for all others.</summary>
    public static bool TryOfControl(int control, out Rune sign)
    {
        var index = control - First;
        var isKnown = index >= 0 && index < Signs.Length && Signs[index] != '\0';
        sign = isKnown ? new Rune(Signs[index]) : default;
        return isKnown;
    }

    /// <summary>The byte of a sign in windows-1252, 0x80 to 0x9F; −1 when it is none.</summary>
    public static int ByteOf(char sign)
    {
        var index = sign == '\0' ? -1 : Signs.IndexOf(sign, StringComparison.Ordinal);
        return index < 0 ? -1 : First + index;
    }
}
