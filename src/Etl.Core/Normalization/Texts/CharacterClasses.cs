using System.Text;
using Etl.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>Sorts characters into the classes of the text rules.</summary>
static class CharacterClasses
{
    static readonly CharacterClass[] ascii = MakeAscii();

    // Characters that NFC leaves alone in each other's company: quick-check "yes", combining class 0 or 9 (viramas, which need
    // no reordering among themselves), no white space, no format character. First and last; some ranges span numbers not
    // assigned yet. What is missing here is only slower, not wrong.
    static readonly CodePointSet plain = new([
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
        (0x0900, 0x093B),
        (0x093D, 0x0950),
        (0x0955, 0x0957),
        (0x0960, 0x09B9),
        (0x09BD, 0x09BD),
        (0x09BF, 0x09CE),
        (0x09E0, 0x09FD),
        (0x0A01, 0x0A32),
        (0x0A35, 0x0A35),
        (0x0A38, 0x0A39),
        (0x0A3E, 0x0A51),
        (0x0A5C, 0x0A5C),
        (0x0A66, 0x0AB9),
        (0x0ABD, 0x0B39),
        (0x0B3D, 0x0B3D),
        (0x0B3F, 0x0B55),
        (0x0B5F, 0x0BB9),
        (0x0BBF, 0x0BD0),
        (0x0BE6, 0x0C39),
        (0x0C3D, 0x0C4D),
        (0x0C58, 0x0CB9),
        (0x0CBD, 0x0CC1),
        (0x0CC3, 0x0CCD),
        (0x0CDD, 0x0D3D),
        (0x0D3F, 0x0D56),
        (0x0D58, 0x0DC6),
        (0x0DD0, 0x0DDE),
        (0x0DE6, 0x0DF4),
        (0x0E01, 0x0E37),
        (0x0E3F, 0x0E47),
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
    ]);

    /// <summary>Characters beyond ASCII that are <see cref="CharacterClass.Plain"/>.</summary>
    public static CodePointSet Plain => plain;

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
        return plain.Contains(value) ? CharacterClass.Plain : OfUncommon(rune);
    }

    /// <summary>True for horizontal and vertical white space.</summary>
    public static bool IsWhiteSpace(Rune rune) => Of(rune) is CharacterClass.Space or CharacterClass.LineBreak;

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
