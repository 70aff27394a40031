using System.Buffers;
using System.Globalization;
using System.Text;

namespace Etl.Core.Normalization.Places;

/// <summary>
/// Folds the names of places, so that spellings that mean the same become the same bytes: letters and digits alone, small,
/// without accents (<c>Côte d’Ivoire</c> is <c>cotedivoire</c>). Marks of scripts that write vowels with them stay.
/// </summary>
static class PlaceName
{
    /// <summary>Bytes of the longest name that is folded; a longer value is no place's name.</summary>
    public const int LengthMax = 160;

    /// <summary>Room for the folded form: compatibility forms may grow (㈱ is three characters), and they are cut off by this.</summary>
    public const int KeyLengthMax = 2 * LengthMax;

    const int FirstAccented = 0xC0;

    // What the letters of Latin, Greek and Cyrillic (U+00C0 to U+045F) become; found when one is seen first.
    static readonly byte[]?[] accented = new byte[0x460 - FirstAccented][];

    /// <summary>Writes the folded name and returns its length in bytes; 0 when the value is no name.</summary>
    /// <param name="value">The UTF-8 value.</param>
    /// <param name="key">At least <see cref="KeyLengthMax"/> bytes.</param>
    public static int Fold(ReadOnlySpan<byte> value, Span<byte> key)
    {
        if (value.Length > LengthMax)
        {
            return 0;
        }
        return Ascii.IsValid(value) ? FoldAscii(value, key) : FoldUnicode(value, key);
    }

    static int FoldAscii(ReadOnlySpan<byte> value, Span<byte> key)
    {
        var count = 0;
        foreach (var item in value)
        {
            var small = (byte)((uint)(item - 'A') <= 'Z' - 'A' ? item | 0x20 : item);
            if (small is >= (byte)'a' and <= (byte)'z' or >= (byte)'0' and <= (byte)'9')
            {
                key[count++] = small;
            }
        }
        return count;
    }

    static int FoldUnicode(ReadOnlySpan<byte> value, Span<byte> key)
    {
        var rest = value;
        var count = 0;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var length) != OperationStatus.Done)
            {
                return 0;
            }
            rest = rest[length..];
            if ((uint)(rune.Value - FirstAccented) < (uint)accented.Length)
            {
                var folded = accented[rune.Value - FirstAccented] ??= FoldSlowly(rune);
                folded.CopyTo(key[count..]);
                count += folded.Length;
            }
            else if (rune.IsAscii || IsPunctuation(rune))
            {
                count += rune.IsAscii ? FoldAscii([(byte)rune.Value], key[count..]) : 0;
            }
            else if (StaysAsItIs(rune))
            {
                count += rune.EncodeToUtf8(key[count..]);
            }
            else
            {
                return FoldSlowly(value, key);
            }
        }
        return count;
    }

    static bool IsPunctuation(Rune rune) =>
        rune.Value is 0xA0 or (>= 0x2010 and <= 0x2027) or (>= 0x3001 and <= 0x3003);

    // Kana, Chinese characters and Korean syllables: letters that Unicode neither takes apart nor makes smaller.
    static bool StaysAsItIs(Rune rune) =>
        rune.Value
            is (>= 0x3041 and <= 0x3096)
                or (>= 0x30A1 and <= 0x30FA)
                or (>= 0x4E00 and <= 0x9FA5)
                or (>= 0xAC00 and <= 0xD7A3);

    static byte[] FoldSlowly(Rune rune)
    {
        Span<byte> text = stackalloc byte[4];
        Span<byte> key = stackalloc byte[KeyLengthMax];
        return key[..FoldSlowly(text[..rune.EncodeToUtf8(text)], key)].ToArray();
    }

    /// <summary>The whole procedure, by Unicode's normalization, which allocates: the specification of the shortcuts.</summary>
    internal static int FoldSlowly(ReadOnlySpan<byte> value, Span<byte> key)
    {
        Span<char> text = stackalloc char[LengthMax];
        Span<char> apart = stackalloc char[KeyLengthMax];
        const char notACharacter = '\uFFFE'; // normalization throws at it
        if (
            System.Text.Unicode.Utf8.ToUtf16(value, text, out _, out var length, false) != OperationStatus.Done
            || text[..length].Contains(notACharacter)
        )
        {
            return 0;
        }
        if (!((ReadOnlySpan<char>)text[..length]).TryNormalize(apart, out length, NormalizationForm.FormKD))
        {
            return 0;
        }
        Span<char> kept = stackalloc char[2 * KeyLengthMax];
        var count = Keep(apart[..length], kept);
        return
            ((ReadOnlySpan<char>)kept[..count]).TryNormalize(apart, out length, NormalizationForm.FormC)
            && Encoding.UTF8.TryGetBytes(apart[..length], key, out var written)
            ? written
            : 0;
    }

    static int Keep(ReadOnlySpan<char> text, Span<char> kept)
    {
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var small = Rune.ToLowerInvariant(rune);
            var plain = Plain(small.Value);
            if (plain.Length > 0)
            {
                plain.CopyTo(kept[count..]);
                count += plain.Length;
            }
            else if (IsKept(small))
            {
                count += small.EncodeToUtf16(kept[count..]);
            }
        }
        return count;
    }

    // U+0300 to U+036F are the accents of Latin, Greek and Cyrillic; the marks of other scripts are as good as letters.
    static bool IsKept(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || (
            rune.Value is < 0x300 or > 0x36F
            && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        );

    // Letters that are one character in Unicode and are written with the letters of English where these are missing. The Greek s at the end of a word
    // is the one of capitals.
    static string Plain(int letter) =>
        letter switch
        {
            'ß' => "ss",
            'æ' => "ae",
            'ø' => "o",
            'œ' => "oe",
            'đ' or 'ð' => "d",
            'ħ' => "h",
            'ı' => "i",
            'ł' => "l",
            'þ' => "th",
            'ς' => "σ",
            _ => "",
        };
}
