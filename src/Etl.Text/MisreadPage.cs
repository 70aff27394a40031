using System.Text;

namespace Etl.Text;

/// <summary>An encoding of one byte a character that UTF-8 was read in, and the proof that it was.</summary>
/// <remarks>
/// All characters of a text beyond ASCII must be bytes of the encoding that are valid UTF-8, and what they stand for must be a letter of an alphabet, a
/// Chinese, Japanese or Korean character or an everyday sign. That is proven by one Latin letter or sign among ASCII letters whose
/// damage no word has (a box, a root, a Russian capital, an accented capital behind a small letter), or by two characters of
/// another script next to each other.
/// </remarks>
sealed class MisreadPage
{
    /// <summary>One more than the highest character of the encodings.</summary>
    public const int CharactersEnd = 0x2600;

    /// <summary>The letter Ω.</summary>
    public const char Omega = '\u03A9';

    /// <summary>The sign Ω, which some decoders make of the letter.</summary>
    public const char Ohm = '\u2126';

    const int FirstHigh = 0x80;

    /// <summary>Latin letters from here on have lead bytes that are quotes and capitals in the encodings, which stand before letters.</summary>
    const int LastOfTwoLatin = 0x17F;

    readonly string high;
    readonly Lazy<byte[]> bytes;

    /// <summary>Makes one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="high">The characters of the bytes 0x80 to 0xFF; the control character of the same number where it has none.</param>
    public MisreadPage(string name, string high)
    {
        Name = name;
        this.high = high;
        bytes = new(MakeBytes);
    }

    enum Script
    {
        None,
        Latin,
        Sign,
        Greek,
        Cyrillic,
        Hebrew,
        Arabic,
        EastAsian,
        Picture,
    }

    /// <summary>Name of the encoding.</summary>
    public string Name { get; }

    /// <summary>The character of a byte from 0x80 on.</summary>
    public char Character(int value) => high[value - FirstHigh];

    /// <summary>Writes the bytes that were read as <paramref name="chars"/>; false where that is not proven.</summary>
    public bool TryReadBack(ReadOnlySpan<char> chars, Span<byte> output)
    {
        var known = bytes.Value;
        for (var index = 0; index < chars.Length; index++)
        {
            var character = chars[index];
            var value =
                character < FirstHigh ? character
                : character < CharactersEnd ? known[character]
                : 0;
            if (value == 0 && character != 0)
            {
                return false;
            }
            output[index] = (byte)value;
        }
        var read = output[..chars.Length];
        return System.Text.Unicode.Utf8.IsValid(read) && IsProven(chars, read);
    }

    static bool IsProven(ReadOnlySpan<char> chars, ReadOnlySpan<byte> read)
    {
        var (isProven, previousEnd, previousScript) = (false, -1, Script.None);
        for (var index = 0; index < read.Length; )
        {
            Rune.DecodeFromUtf8(read[index..], out var rune, out var length);
            if (length > 1)
            {
                var script = ScriptOf(rune.Value);
                if (script == Script.None)
                {
                    return false;
                }
                isProven |= script is Script.Latin or Script.Sign
                    ? length > 2 || (rune.Value <= LastOfTwoLatin && IsOddAmongLetters(chars, index))
                    : script == Script.Picture || (index == previousEnd && script == previousScript);
                (previousEnd, previousScript) = (index + length, script);
            }
            index += length;
        }
        return isProven;
    }

    /// <summary>True when the two characters at <paramref name="index"/> touch an ASCII letter as they do in no real text.</summary>
    static bool IsOddAmongLetters(ReadOnlySpan<char> chars, int index)
    {
        var (lead, trail) = (chars[index], chars[index + 1]);
        var before = index > 0 ? chars[index - 1] : ' ';
        var after = index + 2 < chars.Length ? chars[index + 2] : ' ';
        if (!char.IsAsciiLetter(before) && !char.IsAsciiLetter(after))
        {
            return false;
        }
        var isLatin = lead is >= 'À' and <= 'ſ' && char.IsLetter(lead);
        if (char.IsLetter(trail) && isLatin)
        {
            // BĂŞESCU is a name in capitals; CĂłrdoba is none.
            return char.IsAsciiLetter(before)
                && char.IsUpper(lead)
                && (char.IsLower(trail) || char.IsAsciiLetterLower(before));
        }
        if (char.IsLetter(lead) && Mojibake.SignsBehindWords.Contains(trail, StringComparison.Ordinal))
        {
            var mayFollow = Mojibake.SignsBetweenWords.Contains(trail, StringComparison.Ordinal);
            return char.IsAsciiLetterLower(before) || (char.IsAsciiLetterLower(after) && !mayFollow);
        }
        return true;
    }

    static Script ScriptOf(int rune) =>
        rune switch
        {
            >= 0xA0 and <= 0xBF => Script.Sign,
            (>= 0xC0 and <= 0x17F) or (>= 0x218 and <= 0x21B) or (>= 0x1EA0 and <= 0x1EF9) => Script.Latin,
            (>= 0x386 and <= 0x3CE) or (>= 0x1F00 and <= 0x1FFE) => Script.Greek,
            (>= 0x401 and <= 0x45F) or 0x490 or 0x491 => Script.Cyrillic,
            >= 0x5B0 and <= 0x5F4 => Script.Hebrew,
            >= 0x60C and <= 0x6FF => Script.Arabic,
            (>= 0x2010 and <= 0x203A) or 0x20AC or 0x2116 or 0x2122 => Script.Sign,
            (>= 0x3000 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7A3) => Script.EastAsian,
            >= 0xFF01 and <= 0xFFDC => Script.EastAsian,
            >= 0x1F300 and <= 0x1FAFF => Script.Picture,
            _ => Script.None,
        };

    byte[] MakeBytes()
    {
        var made = new byte[CharactersEnd];
        for (var value = FirstHigh; value <= 0xFF; value++)
        {
            made[Character(value)] = (byte)value;
        }
        // Some read Mac Roman's omega as the sign of the ohm.
        made[Ohm] = made[Omega];
        return made;
    }
}
