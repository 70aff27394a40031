using System.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>Sorts characters into the classes of the text rules.</summary>
static class CharacterClasses
{
    static readonly CharacterClass[] ascii = MakeAscii();

    // Blocks of characters that NFC leaves alone in any surroundings: quick-check "yes", combining class 0, no white space,
    // no format character. Sorted; first and last. What is missing here is only slower, not wrong.
    static readonly (int First, int Last)[] plain =
    [
        (0x00A1, 0x00AC),
        (0x00AE, 0x02FF),
        (0x0370, 0x0373),
        (0x0375, 0x0377),
        (0x037A, 0x037D),
        (0x0388, 0x03FF),
        (0x0400, 0x0482),
        (0x048A, 0x052F),
        (0x0531, 0x0556),
        (0x0561, 0x0587),
        (0x05D0, 0x05EA),
        (0x0620, 0x064A),
        (0x0904, 0x0928),
        (0x0E01, 0x0E30),
        (0x1E00, 0x1EFF),
        (0x2010, 0x2027),
        (0x20A0, 0x20BF),
        (0x3001, 0x3029),
        (0x3041, 0x3096),
        (0x30A1, 0x30FE),
        (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF),
        (0xAC00, 0xD7A3),
        (0xFF01, 0xFF9D),
        (0x1F300, 0x1FAFF),
        (0x20000, 0x2A6DF),
    ];

    /// <summary>The class of an ASCII byte.</summary>
    public static CharacterClass OfAscii(byte value) => ascii[value & 0x7F];

    /// <summary>The class of any character.</summary>
    public static CharacterClass Of(Rune rune)
    {
        var value = rune.Value;
        if (value < 0x80)
        {
            return ascii[value];
        }
        return IsPlain(value) ? CharacterClass.Plain : OfUncommon(rune);
    }

    /// <summary>True for horizontal and vertical white space.</summary>
    public static bool IsWhiteSpace(Rune rune) => Of(rune) is CharacterClass.Space or CharacterClass.LineBreak;

    static bool IsPlain(int value)
    {
        var low = 0;
        var high = plain.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (value < plain[middle].First)
            {
                high = middle - 1;
            }
            else if (value > plain[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }
        return false;
    }

    static CharacterClass OfUncommon(Rune rune) =>
        rune.Value switch
        {
            0x0085 or 0x2028 or 0x2029 => CharacterClass.LineBreak,
            < 0x00A0 => CharacterClass.Control,
            0x200C or 0x200D => CharacterClass.Joiner,
            0x00AD or 0x061C or 0x180E or 0xFEFF => CharacterClass.Invisible,
            0x200B or 0x200E or 0x200F => CharacterClass.Invisible,
            >= 0x202A and <= 0x202E => CharacterClass.Invisible,
            >= 0x2060 and <= 0x206F => CharacterClass.Invisible,
            >= 0xFFF9 and <= 0xFFFB => CharacterClass.Invisible,
            >= 0xFDD0 and <= 0xFDEF => CharacterClass.Control,
            var value when (value & 0xFFFE) == 0xFFFE => CharacterClass.Control,
            _ when Rune.IsWhiteSpace(rune) => CharacterClass.Space,
            _ => CharacterClass.Composing,
        };

    static CharacterClass[] MakeAscii()
    {
        var classes = new CharacterClass[0x80];
        classes.AsSpan(0, 0x20).Fill(CharacterClass.Control);
        classes[0] = CharacterClass.Null;
        classes['\t'] = CharacterClass.Space;
        classes[' '] = CharacterClass.Space;
        classes.AsSpan('\n', 4).Fill(CharacterClass.LineBreak);
        classes[0x7F] = CharacterClass.Control;
        return classes;
    }
}
