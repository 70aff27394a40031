namespace Etl.Core.Normalization.Emails;

/// <summary>
/// The syntax of an e-mail address as contacts have them: a mailbox of RFC 5321 with its lengths, whose local part is a dot-atom (not
/// quoted), without comments and white space. A domain has labels of letters, digits and hyphens (RFC 1123), usually two or more,
/// the last no number (RFC 3696); another one, or an address literal, is unusual. Bytes from 0x80 on count as letters (RFC 6531, 5890); the caller
/// looks at what they spell.
/// </summary>
static class EmailSyntax
{
    /// <summary>Most bytes of an address: a path of 256 without its brackets (RFC 5321 4.5.3.1.3, erratum 1690).</summary>
    public const int LengthMax = 254;

    /// <summary>Most bytes before the @.</summary>
    public const int LocalLengthMax = 64;

    /// <summary>Most bytes of a label of the domain.</summary>
    public const int LabelLengthMax = 63;

    const byte AtomText = 1;
    const byte LabelText = 2;

    static readonly byte[] classes = MakeClasses();

    /// <summary>Checks an address in lower case; capitals are not part of this syntax.</summary>
    public static EmailVerdict Check(ReadOnlySpan<byte> value)
    {
        var at = value.LastIndexOf((byte)'@');
        if (at <= 0 || !IsDotAtom(value[..at]))
        {
            return EmailVerdict.Syntax;
        }
        var domain = value[(at + 1)..];
        var verdict = AddressLiteral.Is(domain) ? EmailVerdict.Unusual : CheckDomain(domain);
        return verdict != EmailVerdict.Syntax && (value.Length > LengthMax || at > LocalLengthMax)
            ? EmailVerdict.TooLong
            : verdict;
    }

    /// <summary>True for the characters of an atom: letters in either case, digits and most punctuation, ASCII alone.</summary>
    public static bool IsAtomText(byte value) =>
        value < 0x80 && ((classes[value] & AtomText) != 0 || value is >= (byte)'A' and <= (byte)'Z');

    static bool IsDotAtom(ReadOnlySpan<byte> local)
    {
        var table = classes;
        var previous = (byte)'.';
        foreach (var value in local)
        {
            if ((table[value] & AtomText) == 0 && (value != '.' || previous == '.'))
            {
                return false;
            }
            previous = value;
        }
        return previous != '.';
    }

    static EmailVerdict CheckDomain(ReadOnlySpan<byte> domain)
    {
        var table = classes;
        var labelCount = 0;
        var labelStart = 0;
        var isLabelTooLong = false;
        for (var index = 0; index <= domain.Length; index++)
        {
            if (index < domain.Length && (table[domain[index]] & LabelText) != 0)
            {
                continue;
            }
            var isEnd = index == domain.Length || domain[index] == '.';
            var length = index - labelStart;
            if (!isEnd || length == 0 || domain[labelStart] == '-' || domain[index - 1] == '-')
            {
                return EmailVerdict.Syntax;
            }
            isLabelTooLong |= length > LabelLengthMax;
            labelCount++;
            if (index < domain.Length)
            {
                labelStart = index + 1;
            }
        }
        if (isLabelTooLong)
        {
            return EmailVerdict.TooLong;
        }
        return labelCount >= 2 && !IsNumber(domain[labelStart..]) ? EmailVerdict.Valid : EmailVerdict.Unusual;
    }

    static bool IsNumber(ReadOnlySpan<byte> label) => !label.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    static byte[] MakeClasses()
    {
        var table = new byte[256];
        foreach (var value in "!#$%&'*+/=?^_`{|}~"u8)
        {
            table[value] = AtomText;
        }
        table['-'] = AtomText | LabelText;
        table.AsSpan('a', 26).Fill(AtomText | LabelText);
        table.AsSpan('0', 10).Fill(AtomText | LabelText);
        table.AsSpan(0x80).Fill(AtomText | LabelText);
        return table;
    }
}
