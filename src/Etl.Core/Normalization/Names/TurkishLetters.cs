using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>
/// The letters of Turkish and Azerbaijani whose case other languages write differently: İ and i, I and ı. Which of them a name means is told by the letters
/// that only these languages have, never guessed.
/// </summary>
static class TurkishLetters
{
    const int DottedCapital = 0x130;
    const int DotlessSmall = 0x131;

    static readonly byte[][] proofs =
    [
        [.. "İ"u8],
        [.. "ı"u8],
        [.. "Ğ"u8],
        [.. "ğ"u8],
        [.. "Ə"u8],
        [.. "ə"u8],
        [.. "i\u0307"u8],
    ];

    // Romanian has Ş, too, in texts of older programs, and none of Ç, Ö and Ü.
    static readonly byte[][] besideCedilla =
    [
        [.. "Ç"u8],
        [.. "ç"u8],
        [.. "Ö"u8],
        [.. "ö"u8],
        [.. "Ü"u8],
        [.. "ü"u8],
    ];

    /// <summary>True for the countries whose names are written with these letters.</summary>
    public static bool AreOf(ReadOnlySpan<byte> country) =>
        country.SequenceEqual("TR"u8) || country.SequenceEqual("AZ"u8);

    /// <summary>True when a text has a letter of these languages alone.</summary>
    public static bool AreProven(ReadOnlySpan<byte> text) => !Ascii.IsValid(text) && HasAny(text, proofs);

    /// <summary>True for a text with Ş that is Turkish by its other letters or by a name that is known.</summary>
    public static bool AreLikely(ReadOnlySpan<byte> text)
    {
        if (!HasCedilla(text))
        {
            return false;
        }
        if (HasAny(text, besideCedilla))
        {
            return true;
        }
        foreach (var range in text.SplitAny(" -,"u8))
        {
            if (NameWords.Is(text[range], NameClass.TurkishName))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>True for a text with Ş and with an I or i whose other case depends on the language.</summary>
    public static bool IsOpen(ReadOnlySpan<byte> text) => HasCedilla(text) && text.ContainsAny((byte)'I', (byte)'i');

    /// <summary>True for a word without the letters that these languages lack; other words stand in their texts as they are elsewhere.</summary>
    public static bool MaySpell(ReadOnlySpan<byte> word) => !word.ContainsAny("WwQqXx"u8) || AreProven(word);

    /// <summary>The letter in the case that is asked for, where the languages have their own; false for any other letter.</summary>
    /// <param name="letter">A letter.</param>
    /// <param name="rest">What follows it; loses the dot that some programs put on a small i.</param>
    /// <param name="isCapital">The case.</param>
    /// <param name="changed">The letter in that case; itself before any other mark, which is of another language.</param>
    public static bool TryChangeCase(Rune letter, ref ReadOnlySpan<byte> rest, bool isCapital, out Rune changed)
    {
        changed = letter;
        if (letter.Value is 'i' && rest.StartsWith("\u0307"u8) && rest["\u0307"u8.Length..] is not [0xCC or 0xCD, ..])
        {
            rest = rest["\u0307"u8.Length..];
        }
        else if (rest is [0xCC or 0xCD, ..])
        {
            return letter.Value is 'i' or 'I' or DottedCapital or DotlessSmall;
        }
        changed = letter.Value switch
        {
            'i' when isCapital => new Rune(DottedCapital),
            DotlessSmall when isCapital => new Rune('I'),
            'I' when !isCapital => new Rune(DotlessSmall),
            DottedCapital when !isCapital => new Rune('i'),
            _ => letter,
        };
        return letter.Value is 'i' or 'I' or DottedCapital or DotlessSmall;
    }

    static bool HasCedilla(ReadOnlySpan<byte> text) => text.IndexOf("Ş"u8) >= 0 || text.IndexOf("ş"u8) >= 0;

    static bool HasAny(ReadOnlySpan<byte> text, byte[][] letters)
    {
        foreach (var letter in letters)
        {
            if (text.IndexOf(letter) >= 0)
            {
                return true;
            }
        }
        return false;
    }
}
