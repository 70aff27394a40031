namespace Etl.Text.Lists;

/// <summary>Takes the elements of a PostgreSQL array in one dimension one after the other: <c>{a,"b c",NULL}</c>.</summary>
/// <param name="text">The literal with its braces and nothing around them.</param>
public ref struct ArrayLiteral(ReadOnlySpan<byte> text)
{
    ReadOnlySpan<byte> rest = text[1..^1];
    bool isBehindElement;

    /// <summary>True when the text turned out to be no array.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Copies the next element, which is never longer than the literal; a length of −1 is NULL. False at the end, and when the text is refused.</summary>
    public bool TryRead(Span<byte> output, out int length)
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
        IsRefused = true;
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
