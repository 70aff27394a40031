using System.Globalization;
using System.Text;

namespace Etl.Cli.Screen;

/// <summary>How many terminal cells a text takes: East Asian and emoji characters two, marks none.</summary>
static class CellWidth
{
    /// <summary>Cells of a whole text.</summary>
    public static int Of(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }
        return width;
    }

    /// <summary>The text in exactly that many cells: filled with spaces, or cut with an ellipsis.</summary>
    public static string Fit(string text, int cells)
    {
        var width = Of(text);
        if (width <= cells)
        {
            return text + new string(' ', cells - width);
        }
        var cut = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (used + Of(rune) > cells - 1)
            {
                break;
            }
            cut.Append(rune);
            used += Of(rune);
        }
        return cut.Append('…').Append(' ', cells - used - 1).ToString();
    }

    static int Of(Rune rune)
    {
        var isMark =
            Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format
                or UnicodeCategory.Control;
        return isMark ? 0
            : IsWide(rune.Value) ? 2
            : 1;
    }

    // The blocks that terminals draw over two cells (Unicode TR11, wide and full-width), coarsely.
    static bool IsWide(int value) =>
        value
            is >= 0x1100
                and <= 0x115F
                or >= 0x2E80
                and <= 0xA4CF
                or >= 0xAC00
                and <= 0xD7A3
                or >= 0xF900
                and <= 0xFAFF
                or >= 0xFE30
                and <= 0xFE6F
                or >= 0xFF00
                and <= 0xFF60
                or >= 0x1F300
                and <= 0x1FAFF
                or >= 0x20000
                and <= 0x3FFFD;
}
