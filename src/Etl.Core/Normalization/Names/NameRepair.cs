using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>
/// Writes a name that is all capitals or all small as names are written: <c>Ann McDonald</c>, <c>O'Brien</c>, <c>Maria de la Cruz</c>, <c>Smith-Jones</c>.
/// </summary>
/// <remarks>
/// Each word begins with a capital, also behind a hyphen and behind O', D' and L'. Particles in front of another word stay small, unless they
/// begin a value that starts with a given name. Mc is followed by a capital; Mac is where the list of such names has it. Words of two capitals without a vowel
/// (JJ), initials and generations (III) stay as they are. Values with digits, @ or _ are no names and are left alone, and so are
/// those with letters whose case depends on the language.
/// </remarks>
static class NameRepair
{
    /// <summary>True when <see cref="Write"/> would change the value. The first look settles nearly every name.</summary>
    /// <param name="value">A clean value.</param>
    /// <param name="field">What the value is.</param>
    public static bool MayBeNeeded(ReadOnlySpan<byte> value, NameField field) =>
        field != NameField.Nickname && NameCase.IsUniform(value) && !IsNoName(value, field);

    /// <summary>Writes the repaired value and returns its length.</summary>
    /// <param name="value">A value that is all capitals or all small.</param>
    /// <param name="field">What the value is.</param>
    /// <param name="destination">Twice as many bytes as the value.</param>
    public static int Write(ReadOnlySpan<byte> value, NameField field, Span<byte> destination)
    {
        var written = 0;
        var start = 0;
        var isFirst = true;
        var isBehindParticle = false;
        while (start < value.Length)
        {
            var length = value[start..].IndexOf((byte)' ');
            var end = length < 0 ? value.Length : start + length;
            var isFollowed = end < value.Length;
            var mayBeParticle = isFollowed && (!isFirst || field == NameField.Last);
            var word = value[start..end];
            isBehindParticle = mayBeParticle && IsParticle(word, isBehindParticle);
            var output = destination[written..];
            written += isBehindParticle ? Lower(word, output) : WriteWord(word, field, output);
            if (isFollowed)
            {
                destination[written++] = (byte)' ';
            }
            isFirst = false;
            start = end + 1;
        }
        return written;
    }

    // Accounts and codes; short capitals alone in a full name may be a company (IBM).
    static bool IsNoName(ReadOnlySpan<byte> value, NameField field)
    {
        const int lengthOfAcronym = 4;
        if (value.ContainsAnyInRange((byte)'0', (byte)'9') || value.ContainsAny("@_/\\&"u8))
        {
            return true;
        }
        var isOneWord = !value.Contains((byte)' ');
        if (field is NameField.Full && (Organizations.Is(value) || (isOneWord && value.Length <= lengthOfAcronym)))
        {
            return true;
        }
        var dot = value.IndexOf((byte)'.');
        return isOneWord && dot > 1 && dot < value.Length - 1; // ann.lee
    }

    // Le Goff and La Roche have capitals, de la Cruz has none.
    static bool IsParticle(ReadOnlySpan<byte> word, bool isBehindParticle)
    {
        Span<byte> room = stackalloc byte[NameWords.KeyLengthMax];
        var key = NameWords.Key(word, room);
        return !key.IsEmpty
            && word[^1] != '.'
            && (NameWords.LowerParticles.Find(key) != 0 || (isBehindParticle && key.SequenceEqual("la"u8)));
    }

    static int WriteWord(ReadOnlySpan<byte> word, NameField field, Span<byte> destination)
    {
        Span<byte> room = stackalloc byte[NameWords.KeyLengthMax];
        var key = NameWords.Key(word, room);
        if (IsKept(word, key) || IsKnownSuffix(key, field, out var known) && known.IsEmpty)
        {
            return Copy(word, destination);
        }
        if (IsKnownSuffix(key, field, out known) && !word.Contains((byte)'.'))
        {
            return Copy(known, destination);
        }
        return WriteParts(word, key, destination);
    }

    // JJ, J.R.R.; Li and Ng are names, ng too.
    static bool IsKept(ReadOnlySpan<byte> word, ReadOnlySpan<byte> key) =>
        word[0] is >= (byte)'A' and <= (byte)'Z'
        && (
            (
                word.Length == 2
                && Ascii.IsValid(word)
                && word[1] is >= (byte)'A' and <= (byte)'Z'
                && !word.ContainsAny("AEIOUY"u8)
                && !key.SequenceEqual("ng"u8)
            ) || IsInitials(word)
        );

    // One letter before each dot.
    static bool IsInitials(ReadOnlySpan<byte> word)
    {
        for (var index = 1; index < word.Length; index += 2)
        {
            if (word[index] != '.')
            {
                return false;
            }
        }
        return word.Length > 1;
    }

    // Generations stay capitals; degrees have a spelling of their own. Empty: as it is.
    static bool IsKnownSuffix(ReadOnlySpan<byte> key, NameField field, out ReadOnlySpan<byte> spelling)
    {
        spelling = [];
        if (field is not (NameField.Suffix or NameField.Full))
        {
            return false;
        }
        if (key.SequenceEqual("ii"u8) || key.SequenceEqual("iii"u8))
        {
            spelling = key.Length == 2 ? "II"u8 : "III"u8;
        }
        else if (key.SequenceEqual("phd"u8))
        {
            spelling = "PhD"u8;
        }
        else if (key.SequenceEqual("iv"u8))
        {
            spelling = "IV"u8;
        }
        else if (field == NameField.Suffix && (NameWords.SuffixesBehindComma.Find(key) != 0 || IsDegree(key)))
        {
            return true;
        }
        return !spelling.IsEmpty;
    }

    static bool IsDegree(ReadOnlySpan<byte> key) =>
        NameWords.Suffixes.Find(key) != 0
        && !(
            key.SequenceEqual("jr"u8)
            || key.SequenceEqual("sr"u8)
            || key.SequenceEqual("jun"u8)
            || key.SequenceEqual("esq"u8)
            || key.SequenceEqual("esquire"u8)
            || key.SequenceEqual("jnr"u8)
            || key.SequenceEqual("snr"u8)
        );

    // A capital at the start, behind a hyphen or dot, behind O', and behind Mc.
    static int WriteParts(ReadOnlySpan<byte> word, ReadOnlySpan<byte> key, Span<byte> destination)
    {
        var capitalBehindMac =
            NameWords.MacNames.Find(key) != 0 ? 3
            : key.Length > 4 && key.StartsWith("mc"u8) ? 2
            : -1;
        var isDutch = key.StartsWith("ij"u8);
        var written = 0;
        var letters = 0;
        var lettersInPart = 0;
        var rest = word;
        while (!rest.IsEmpty)
        {
            Rune.DecodeFromUtf8(rest, out var rune, out var length);
            rest = rest[length..];
            if (rune.Value is '\'' or 0x2019 or 0x2018 or '`')
            {
                // O'Brien, D'Angelo, Dell'Acqua; but Ita' and Qur'an
                lettersInPart =
                    lettersInPart == 1 || IsItalian(word[..(word.Length - rest.Length - length)]) ? 0 : lettersInPart;
            }
            else if (rune.Value is '-' or '.' or 0x2010 or 0x2011)
            {
                lettersInPart = 0;
            }
            else if (Rune.IsLetter(rune) && NameCase.IsCased(rune))
            {
                var isCapital = lettersInPart == 0 || letters == capitalBehindMac || (isDutch && letters == 1);
                rune = isCapital ? Rune.ToUpperInvariant(rune) : LowerOf(rune, rest);
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

    static int Lower(ReadOnlySpan<byte> word, Span<byte> destination)
    {
        var written = 0;
        while (!word.IsEmpty)
        {
            Rune.DecodeFromUtf8(word, out var rune, out var length);
            written += Rune.ToLowerInvariant(rune).EncodeToUtf8(destination[written..]);
            word = word[length..];
        }
        return written;
    }

    static int Copy(ReadOnlySpan<byte> word, Span<byte> destination)
    {
        word.CopyTo(destination);
        return word.Length;
    }
}
