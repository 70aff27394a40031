using System.Text;

namespace Etl.Formats.Encodings.Detection;

/// <summary>Tells whether a line that is valid UTF-8 can hardly be so by chance.</summary>
/// <remarks>
/// One of three Chinese characters of GB18030 that stand alone may pass for a letter of two bytes: the column of a file that says
/// <c>女</c> does. Two of them in a row pass one time in thirty, three bytes for one character one time in a hundred, and Latin letters
/// stand beside other letters: José.
/// </remarks>
static class Utf8Proof
{
    /// <summary>Signs such as £ and · stand alone in UTF-8, too; all of their block start with this byte, and few common Chinese characters do.</summary>
    const byte LeadOfSigns = 0xC2;

    /// <summary>True when the line proves that its file is UTF-8.</summary>
    /// <param name="line">Valid UTF-8.</param>
    public static bool IsIn(ReadOnlySpan<byte> line)
    {
        var start = 0;
        while (line[start..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is var found and >= 0)
        {
            start += found;
            Rune.DecodeFromUtf8(line[start..], out _, out var length);
            var end = start + length;
            var isAlone =
                length == 2 && line[start] != LeadOfSigns && !IsPartOfWord(line, start - 1) && !IsPartOfWord(line, end);
            if (!isAlone)
            {
                return true;
            }
            start = end;
        }
        return false;
    }

    static bool IsPartOfWord(ReadOnlySpan<byte> line, int index) =>
        (uint)index < (uint)line.Length && (line[index] >= 0x80 || char.IsAsciiLetter((char)line[index]));
}
