using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>Writes one word of a name with its capitals: <c>O'Neil-McKay</c>.</summary>
static class NameLetters
{
    /// <summary>
    /// Writes a capital at the start, behind a hyphen or dot, behind O', D' and L', and behind Mc; Mac has one where the list of such names has it.
    /// </summary>
    /// <param name="word">The word.</param>
    /// <param name="isTurkish">True where İ and i, I and ı are the same letters.</param>
    /// <param name="destination">Twice as many bytes as the word.</param>
    public static int Write(ReadOnlySpan<byte> word, bool isTurkish, Span<byte> destination)
    {
        isTurkish = isTurkish && TurkishLetters.MaySpell(word);
        var written = 0;
        while (!word.IsEmpty)
        {
            var hyphen = word.IndexOf((byte)'-');
            var end = hyphen < 0 ? word.Length : hyphen + 1;
            written += WritePart(word[..end], isTurkish, destination[written..]);
            word = word[end..];
        }
        return written;
    }

    static int WritePart(ReadOnlySpan<byte> part, bool isTurkish, Span<byte> destination)
    {
        var capitalBehindMac = CapitalBehindMac(part);
        var isDutch = !isTurkish && Ascii.EqualsIgnoreCase(part[..Math.Min(2, part.Length)], "ij"u8);
        var written = 0;
        var letters = 0;
        var lettersInPart = 0;
        var rest = part;
        while (!rest.IsEmpty)
        {
            Rune.DecodeFromUtf8(rest, out var rune, out var length);
            rest = rest[length..];
            if (rune.Value is '\'' or 0x2019 or 0x2018 or '`')
            {
                // O'Brien, D'Angelo, Dell'Acqua; but Ita' and Qur'an
                lettersInPart =
                    lettersInPart == 1 || IsItalian(part[..(part.Length - rest.Length - length)]) ? 0 : lettersInPart;
            }
            else if (rune.Value is '-' or '.' or 0x2010 or 0x2011)
            {
                lettersInPart = 0;
            }
            else if (Rune.IsLetter(rune) && NameCase.IsCased(rune))
            {
                var isCapital = lettersInPart == 0 || letters == capitalBehindMac || (isDutch && letters == 1);
                rune =
                    isTurkish && TurkishLetters.TryChangeCase(rune, ref rest, isCapital, out var turkish) ? turkish
                    : isCapital ? Rune.ToUpperInvariant(rune)
                    : LowerOf(rune, rest);
                lettersInPart++;
                letters++;
            }
            written += rune.EncodeToUtf8(destination[written..]);
        }
        return written;
    }

    static bool IsItalian(ReadOnlySpan<byte> before) =>
        Ascii.EqualsIgnoreCase(before, "dell"u8)
        || Ascii.EqualsIgnoreCase(before, "dall"u8)
        || Ascii.EqualsIgnoreCase(before, "sant"u8);

    // A Greek sigma at the end of a word has a form of its own.
    static Rune LowerOf(Rune rune, ReadOnlySpan<byte> rest)
    {
        const int sigma = 0x3A3;
        const int lastSigma = 0x3C2;
        var isAtEnd = rest.IsEmpty || rest[0] is (byte)'-' or (byte)'.';
        return rune.Value == sigma && isAtEnd ? new Rune(lastSigma) : Rune.ToLowerInvariant(rune);
    }

    // MCDONALD-SMITH, "MCDONALD"; Mcx is no such name.
    static int CapitalBehindMac(ReadOnlySpan<byte> part)
    {
        const int lengthMin = 5;
        var name = part.Trim("\"()-.,"u8);
        return NameWords.Is(name, NameClass.MacName) ? 3
            : name.Length >= lengthMin && Ascii.EqualsIgnoreCase(name[..2], "mc"u8) ? 2
            : -1;
    }
}
