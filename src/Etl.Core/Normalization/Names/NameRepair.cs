using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>
/// Writes a name that is all capitals or all small as names are written: <c>Ann McDonald</c>, <c>O'Brien</c>, <c>Maria de la Cruz</c>, <c>Smith-Jones</c>.
/// </summary>
/// <remarks>
/// Each word begins with a capital, also behind a hyphen and behind O', D' and L'. Particles in front of another word stay small, unless they
/// begin a value that starts with a given name. Mc is followed by a capital; Mac is where the list of such names has it. Words of two capitals without a vowel
/// (JJ), given names that are initials (JRR, AJ), initials with dots and generations (III) stay as they are. Values with digits, @ or _ are no names and are left alone. The case of I
/// depends on the language, see <see cref="NameAlphabet"/>.
/// </remarks>
static class NameRepair
{
    /// <summary>True when <see cref="Write"/> would change the value. The first look settles nearly every name.</summary>
    /// <param name="value">A clean value.</param>
    /// <param name="field">What the value is.</param>
    public static bool MayBeNeeded(ReadOnlySpan<byte> value, NameField field) =>
        field != NameField.Nickname && NameCase.IsUniform(value) && !IsNoName(value, field);

    static bool IsOrganization(ReadOnlySpan<byte> value)
    {
        Span<NameToken> tokens = stackalloc NameToken[NameSplit.TokensMax];
        var split = new NameSplit(value, tokens);
        NameTokenizer.Cut(ref split);
        return Organizations.Is(split);
    }

    /// <summary>True when a word of a full name that is no title and no suffix is written in both cases, so that capitals beside it are meant.</summary>
    public static bool HasWordOfBothCases(ReadOnlySpan<byte> value)
    {
        const NameClass ends = NameClass.Prefix | NameClass.TitleTail | NameClass.Suffix | NameClass.Degree;
        Span<NameToken> tokens = stackalloc NameToken[NameSplit.TokensMax];
        var split = new NameSplit(value, tokens);
        NameTokenizer.Cut(ref split);
        foreach (var token in split.Tokens)
        {
            var word = split.Word(token);
            if (!token.Is(ends) && word.Length > 2 && !NameCase.IsUniform(word))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Writes the repaired value and returns its length.</summary>
    /// <param name="value">A value that is all capitals or all small.</param>
    /// <param name="field">What the value is.</param>
    /// <param name="destination">Twice as many bytes as the value.</param>
    /// <param name="isTurkish">True where İ and i, I and ı are the same letters.</param>
    public static int Write(ReadOnlySpan<byte> value, NameField field, Span<byte> destination, bool isTurkish = false)
    {
        Span<NameToken> tokens = stackalloc NameToken[NameSplit.TokensMax];
        var split = new NameSplit(value, tokens);
        if (!NameTokenizer.Cut(ref split))
        {
            value.CopyTo(destination); // so many words are no name
            return value.Length;
        }
        MarkParts(split, field);
        var written = 0;
        var end = 0;
        for (var index = 0; index < split.Count; index++)
        {
            var place = split.Tokens[index].Place;
            written += Copy(value[end..place.Offset], destination[written..]);
            written += WriteWord(split, index, field, isTurkish, destination[written..]);
            end = place.Offset + place.Length;
        }
        return written + Copy(value[end..], destination[written..]);
    }

    // What needs another spelling than a capital and small letters: titles, suffixes, and the particles that stay small (as LastLead).
    static void MarkParts(NameSplit split, NameField field)
    {
        Span<int> room = stackalloc int[NameSplit.TokensMax];
        var words = split.Words(room, out var commas);
        if (field == NameField.Suffix)
        {
            NameSplitter.Mark(split, words, NamePart.Suffix);
            return;
        }
        words = field == NameField.Full ? NameEnds.TakeSuffixSegments(split, words, ref commas) : words;
        words = field is NameField.Full or NameField.Prefix ? NameEnds.TakePrefixes(split, words) : words;
        var isInverted = field == NameField.Full && commas != 0;
        words = NameEnds.TakeSuffixes(split, words, field == NameField.Full && !isInverted ? 2 : 1, isUniform: true);
        var isFamilyFirst =
            field == NameField.Last
            || isInverted
            || (field == NameField.Full && words.Length > 1 && StartsWithFamily(split, words));
        MarkParticles(split, words, isFamilyFirst, isInverted);
    }

    // De Andre Jones may be called De Andre.
    static bool StartsWithFamily(NameSplit split, ReadOnlySpan<int> words) =>
        ParticleFamily.Starts(split, words)
        && (split.Tokens[words[1]].Is(NameClass.Particle) || ParticleFamily.GivenStart(split, words) > 0);

    // Le Goff and La Roche have capitals, de la Cruz has none. A particle at the end belongs to the family name before a comma.
    static void MarkParticles(NameSplit split, ReadOnlySpan<int> words, bool isFamilyFirst, bool isInverted)
    {
        var isBehindParticle = false;
        for (var index = 0; index < words.Length; index++)
        {
            ref var token = ref split.Tokens[words[index]];
            var word = split.Word(token);
            var isInside = index > 0 && index < words.Length - 1;
            var mayBeParticle = isInside || (index == 0 ? isFamilyFirst && words.Length > 1 : isInverted);
            isBehindParticle =
                mayBeParticle
                && word[^1] != '.'
                && (token.Is(NameClass.LowerParticle) || (isBehindParticle && Ascii.EqualsIgnoreCase(word, "la"u8)));
            if (isBehindParticle || (words[index] > 0 && index < words.Length - 1 && IsAnd(token, word)))
            {
                token.Part = NamePart.LastLead;
            }
        }
    }

    // En, Ja and Og are names when they are written in capitals.
    static bool IsAnd(NameToken token, ReadOnlySpan<byte> word) =>
        token.Is(NameClass.And) && (word.Length > 2 || word[0] >= (byte)'a' || Ascii.EqualsIgnoreCase(word, "et"u8));

    // Accounts and codes; short capitals alone in a full name may be a company (IBM).
    static bool IsNoName(ReadOnlySpan<byte> value, NameField field)
    {
        const int lengthOfAcronym = 4;
        if (value.ContainsAnyInRange((byte)'0', (byte)'9') || value.ContainsAny("@_/\\&"u8))
        {
            return true;
        }
        var isOneWord = !value.Contains((byte)' ');
        if (field is NameField.Full && (IsOrganization(value) || (isOneWord && value.Length <= lengthOfAcronym)))
        {
            return true;
        }
        var dot = value.IndexOf((byte)'.');
        return isOneWord && dot > 1 && dot < value.Length - 1; // ann.lee
    }

    static int WriteWord(NameSplit split, int index, NameField field, bool isTurkish, Span<byte> destination)
    {
        var token = split.Tokens[index];
        var word = split.Word(token);
        switch (token.Part)
        {
            case NamePart.LastLead:
                return Lower(word, destination);
            case NamePart.Prefix when !token.Is(NameClass.Prefix | NameClass.Rank):
                return word[0] == '(' || IsInitials(word) ? Copy(word, destination)
                    : token.Is(NameClass.TitleTail) ? Lower(word, destination)
                    : NameLetters.Write(word, isTurkish, destination);
            case NamePart.Suffix:
            case NamePart.Unknown when index > 0 && token.Is(NameClass.Suffix):
                return WriteSuffix(word, destination);
            case NamePart.Unknown
                when IsKept(word, token) || (index > 0 && word.Length > 2 && Initials.IsNumeral(word)):
            case NamePart.Unknown when IsGiven(split, index, field) && AreInitials(word, token):
                return Copy(word, destination);
            default:
                return NameLetters.Write(word, isTurkish, destination);
        }
    }

    // Ph.D. has the letters of PhD.
    static int WriteSuffix(ReadOnlySpan<byte> word, Span<byte> destination)
    {
        var spelling = NameWords.SpellingOf(word);
        if (spelling.IsEmpty)
        {
            return IsInitials(word) || word[0] == '('
                ? Copy(word, destination)
                : NameLetters.Write(word, isTurkish: false, destination);
        }
        var letters = 0;
        for (var index = 0; index < word.Length; index++)
        {
            destination[index] = word[index] == '.' ? (byte)'.' : spelling[letters++];
        }
        return word.Length;
    }

    // JJ, J.R.R.; Li and Ng are names, St and Mr are neither.
    static bool IsKept(ReadOnlySpan<byte> word, NameToken token) =>
        word[0] is >= (byte)'A' and <= (byte)'Z'
        && (
            (
                word.Length == 2
                && word[1] is >= (byte)'A' and <= (byte)'Z'
                && !word.ContainsAny("AEIOUY"u8)
                && !word.SequenceEqual("NG"u8)
                && !token.Is(NameClass.Prefix | NameClass.Particle)
            ) || IsInitials(word)
        );

    static bool IsGiven(NameSplit split, int index, NameField field) =>
        field == NameField.Given || (field == NameField.Full && index == 0 && split.Count > 1);

    // JRR and AJ stand for given names; there are family names like them (Srb), but no given names.
    static bool AreInitials(ReadOnlySpan<byte> word, NameToken token) =>
        !token.Is(NameClass.Prefix | NameClass.Particle)
        && !word.SequenceEqual("NG"u8)
        && (Initials.AreBare(word) || word is [(byte)'A' or (byte)'E' or (byte)'I' or (byte)'O', (byte)'J']);

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
