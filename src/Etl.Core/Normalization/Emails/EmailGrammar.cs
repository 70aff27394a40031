namespace Etl.Core.Normalization.Emails;

/// <summary>
/// The addr-spec of RFC 5322, 3.4.1, with comments, folding white space, quoted local parts, domain literals and the obsolete forms of section 4.
/// Labels of a domain do not begin or end with a hyphen (RFC 1123), and ASCII alone is taken. Neither limits a length.
/// </summary>
ref struct EmailGrammar
{
    readonly ReadOnlySpan<byte> value;
    int at;

    EmailGrammar(ReadOnlySpan<byte> value) => this.value = value;

    /// <summary>True when the whole value is an address of this grammar.</summary>
    public static bool IsAddress(ReadOnlySpan<byte> value)
    {
        var grammar = new EmailGrammar(value);
        return grammar.SkipLocalPart() && grammar.Skip((byte)'@') && grammar.SkipDomain() && grammar.at == value.Length;
    }

    readonly byte Next => at < value.Length ? value[at] : (byte)0;

    // local-part = word *("." word), and a word is an atom or a quoted string with comments and white space around it.
    bool SkipLocalPart()
    {
        do
        {
            if (!SkipWhite() || !(Next == '"' ? SkipQuoted() : SkipAtom()) || !SkipWhite())
            {
                return false;
            }
        } while (Skip((byte)'.'));
        return true;
    }

    // domain = domain-literal / atom *("." atom), with comments and white space around each.
    bool SkipDomain()
    {
        if (!SkipWhite())
        {
            return false;
        }
        if (Next == '[')
        {
            return SkipLiteral() && SkipWhite();
        }
        do
        {
            var start = at;
            if (!SkipWhite())
            {
                return false;
            }
            start = at;
            if (!SkipAtom() || value[start] == '-' || value[at - 1] == '-' || !SkipWhite())
            {
                return false;
            }
        } while (Skip((byte)'.'));
        return true;
    }

    bool Skip(byte character)
    {
        if (at >= value.Length || value[at] != character)
        {
            return false;
        }
        at++;
        return true;
    }

    bool SkipAtom()
    {
        var start = at;
        while (at < value.Length && EmailSyntax.IsAtomText(value[at]))
        {
            at++;
        }
        return at > start;
    }

    // Any ASCII but a quote or a backslash; a line break only as part of folding.
    bool SkipQuoted()
    {
        at++;
        while (at < value.Length)
        {
            switch (value[at])
            {
                case (byte)'"':
                    at++;
                    return true;
                case (byte)'\\':
                    if (!SkipPair())
                    {
                        return false;
                    }
                    break;
                default:
                    if (!SkipText())
                    {
                        return false;
                    }
                    break;
            }
        }
        return false;
    }

    // [ *dtext ], where obsolete text takes pairs and controls.
    bool SkipLiteral()
    {
        at++;
        while (at < value.Length)
        {
            switch (value[at])
            {
                case (byte)']':
                    at++;
                    return true;
                case (byte)'[':
                    return false;
                case (byte)'\\':
                    if (!SkipPair())
                    {
                        return false;
                    }
                    break;
                default:
                    if (!SkipText())
                    {
                        return false;
                    }
                    break;
            }
        }
        return false;
    }

    // Comments nest; depth instead of recursion, so no value can exhaust the stack.
    bool SkipComment()
    {
        var depth = 0;
        while (at < value.Length)
        {
            switch (value[at])
            {
                case (byte)'(':
                    depth++;
                    at++;
                    break;
                case (byte)')':
                    at++;
                    if (--depth == 0)
                    {
                        return true;
                    }
                    break;
                case (byte)'\\':
                    if (!SkipPair())
                    {
                        return false;
                    }
                    break;
                default:
                    if (!SkipText())
                    {
                        return false;
                    }
                    break;
            }
        }
        return false;
    }

    // A backslash and any ASCII character behind it.
    bool SkipPair()
    {
        if (at + 1 >= value.Length || value[at + 1] >= 0x80)
        {
            return false;
        }
        at += 2;
        return true;
    }

    // One character of text: a line break must fold, NUL stands in no text.
    bool SkipText()
    {
        switch (value[at])
        {
            case (byte)'\r':
                return SkipFold();
            case 0 or (byte)'\n' or >= 0x80:
                return false;
            default:
                at++;
                return true;
        }
    }

    // CRLF with white space behind it.
    bool SkipFold()
    {
        if (
            !value[at..].StartsWith("\r\n"u8)
            || at + 2 >= value.Length
            || value[at + 2] is not ((byte)' ' or (byte)'\t')
        )
        {
            return false;
        }
        at += 3;
        return true;
    }

    // Comments and folding white space; true also when there is none.
    bool SkipWhite()
    {
        while (at < value.Length)
        {
            switch (value[at])
            {
                case (byte)' ' or (byte)'\t':
                    at++;
                    break;
                case (byte)'\r':
                    if (!SkipFold())
                    {
                        return false;
                    }
                    break;
                case (byte)'(':
                    if (!SkipComment())
                    {
                        return false;
                    }
                    break;
                default:
                    return true;
            }
        }
        return true;
    }
}
