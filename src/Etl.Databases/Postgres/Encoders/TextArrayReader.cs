namespace Etl.Databases.Postgres.Encoders;

/// <summary>Takes the elements of a list of tags or of an array literal one after the other.</summary>
ref struct TextArrayReader
{
    ReadOnlySpan<byte> rest;
    readonly bool isLiteral;
    bool isBehindElement;

    /// <summary>Starts in front of the first element.</summary>
    /// <param name="text">Tags, or a literal with its braces.</param>
    /// <param name="isLiteral">True for a literal.</param>
    public TextArrayReader(ReadOnlySpan<byte> text, bool isLiteral)
    {
        rest = isLiteral ? text[1..^1] : text;
        this.isLiteral = isLiteral;
    }

    /// <summary>Why the text is no array, or null.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Copies the next element; a length of −1 is NULL. False at the end, and at a refusal.</summary>
    public bool TryRead(Span<byte> output, out int length) =>
        isLiteral ? TryReadLiteral(output, out length) : TryReadTag(output, out length);

    bool TryReadTag(Span<byte> output, out int length)
    {
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)';');
            var tag = (end < 0 ? rest : rest[..end]).Trim((byte)' ');
            rest = end < 0 ? default : rest[(end + 1)..];
            if (!tag.IsEmpty)
            {
                tag.CopyTo(output);
                length = tag.Length;
                return true;
            }
        }
        length = 0;
        return false;
    }

    bool TryReadLiteral(Span<byte> output, out int length)
    {
        length = 0;
        SkipSpace();
        if (rest.IsEmpty && !isBehindElement)
        {
            return false;
        }
        if (isBehindElement)
        {
            if (rest.IsEmpty)
            {
                return false;
            }
            if (rest[0] != (byte)',')
            {
                return Refuse();
            }
            rest = rest[1..];
            SkipSpace();
        }
        isBehindElement = true;
        return rest is [(byte)'"', ..] ? TryReadQuoted(output, out length) : TryReadPlain(output, out length);
    }

    bool TryReadQuoted(Span<byte> output, out int length)
    {
        length = 0;
        rest = rest[1..];
        while (!rest.IsEmpty)
        {
            var value = rest[0];
            rest = rest[1..];
            if (value == (byte)'"')
            {
                return true;
            }
            if (value == (byte)'\\')
            {
                if (rest.IsEmpty)
                {
                    break;
                }
                value = rest[0];
                rest = rest[1..];
            }
            output[length++] = value;
        }
        return Refuse();
    }

    /// <summary>An element without quotes ends at a comma; white space around it does not count, unless escaped.</summary>
    bool TryReadPlain(Span<byte> output, out int length)
    {
        length = 0;
        var lengthInk = 0;
        var hasEscape = false;
        while (!rest.IsEmpty && rest[0] != (byte)',')
        {
            var value = rest[0];
            rest = rest[1..];
            var isEscaped = value == (byte)'\\';
            if (value is (byte)'{' or (byte)'}' or (byte)'"' || (isEscaped && rest.IsEmpty))
            {
                return Refuse();
            }
            if (isEscaped)
            {
                value = rest[0];
                rest = rest[1..];
                hasEscape = true;
            }
            output[length++] = value;
            lengthInk = isEscaped || !IsSpace(value) ? length : lengthInk;
        }
        if (lengthInk == 0)
        {
            return Refuse();
        }
        var isNull = !hasEscape && System.Text.Ascii.EqualsIgnoreCase(output[..lengthInk], "null"u8);
        length = isNull ? -1 : lengthInk;
        return true;
    }

    bool Refuse()
    {
        Refusal = SqlState.Syntax;
        return false;
    }

    void SkipSpace()
    {
        while (!rest.IsEmpty && IsSpace(rest[0]))
        {
            rest = rest[1..];
        }
    }

    static bool IsSpace(byte value) => value is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r');
}
