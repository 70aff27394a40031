namespace Etl.Databases.Postgres.Encoders;

/// <summary>
/// Checks JSON as PostgreSQL's parser does: RFC 8259, any depth up to <see cref="DepthMax"/>. For jsonb, where escapes are decoded,
/// <c>\u0000</c> and lone surrogates are refused too, and numbers that no numeric holds.
/// </summary>
ref struct JsonSyntax(ReadOnlySpan<byte> text, bool isBinary)
{
    // The server's stack ends between some 6,000 and 20,000 levels, depending on its settings; what is deeper is left to no one.
    const int DepthMax = 4096;
    const int DepthWords = DepthMax / 64;

    readonly ReadOnlySpan<byte> text = text;
    readonly bool isBinary = isBinary;
    int position;
    string? refusal;

    /// <summary>Null, or the state of the refusal.</summary>
    public string? Check()
    {
        // One bit per open level: 1 for an object.
        Span<ulong> objects = stackalloc ulong[DepthWords];
        var depth = 0;
        while (true)
        {
            // A value is expected.
            SkipSpace();
            if (TryOpen(objects, ref depth, out var isEmpty))
            {
                if (!isEmpty)
                {
                    continue;
                }
            }
            else if (refusal is not null || !IsScalar())
            {
                return refusal ?? SqlState.Syntax;
            }
            // A value ended: close levels, or go on behind a comma.
            if (!TryNext(objects, ref depth))
            {
                return refusal ?? (position == text.Length && depth == 0 ? null : SqlState.Syntax);
            }
        }
    }

    /// <summary>Opens an object or array; reads the first name of an object; closes an empty one.</summary>
    bool TryOpen(scoped Span<ulong> objects, ref int depth, out bool isEmpty)
    {
        isEmpty = false;
        if (Peek is not ((byte)'{' or (byte)'['))
        {
            return false;
        }
        var isObject = Peek == (byte)'{';
        position++;
        SkipSpace();
        if (Peek == (isObject ? (byte)'}' : (byte)']'))
        {
            position++;
            return isEmpty = true;
        }
        if (depth == DepthMax)
        {
            refusal = SqlState.StackDepth;
            return false;
        }
        var bit = 1UL << depth % 64;
        objects[depth / 64] = isObject ? objects[depth / 64] | bit : objects[depth / 64] & ~bit;
        depth++;
        return !isObject || TryName();
    }

    /// <summary>Goes on behind a value; false at the end of the text, or when something else stands there.</summary>
    bool TryNext(scoped Span<ulong> objects, ref int depth)
    {
        while (true)
        {
            SkipSpace();
            if (depth == 0)
            {
                return false;
            }
            var isObject = (objects[(depth - 1) / 64] >> (depth - 1) % 64 & 1) != 0;
            if (Peek == (byte)',')
            {
                position++;
                SkipSpace();
                return !isObject || TryName();
            }
            if (Peek != (isObject ? (byte)'}' : (byte)']'))
            {
                return false;
            }
            position++;
            depth--;
        }
    }

    bool TryName()
    {
        if (Peek == (byte)'"' && IsString())
        {
            SkipSpace();
            if (Peek == (byte)':')
            {
                position++;
                return true;
            }
        }
        refusal ??= SqlState.Syntax;
        return false;
    }

    bool IsScalar() =>
        Peek switch
        {
            (byte)'"' => IsString(),
            (byte)'t' => IsWord("true"u8),
            (byte)'f' => IsWord("false"u8),
            (byte)'n' => IsWord("null"u8),
            _ => IsNumber(),
        };

    bool IsWord(ReadOnlySpan<byte> word)
    {
        var isWord = text[position..].StartsWith(word);
        position += isWord ? word.Length : 0;
        return isWord;
    }

    bool IsNumber()
    {
        var start = position;
        if (Peek == (byte)'-')
        {
            position++;
        }
        if (Peek == (byte)'0')
        {
            position++;
        }
        else if (!SkipDigits())
        {
            return false;
        }
        if (Peek == (byte)'.')
        {
            position++;
            if (!SkipDigits())
            {
                return false;
            }
        }
        if (Peek is (byte)'e' or (byte)'E')
        {
            position++;
            if (Peek is (byte)'-' or (byte)'+')
            {
                position++;
            }
            if (!SkipDigits())
            {
                return false;
            }
        }
        refusal = isBinary ? NumericEncoder.RefusalOf(text[start..position]) : null;
        return refusal is null;
    }

    bool SkipDigits()
    {
        var start = position;
        while (Peek is >= (byte)'0' and <= (byte)'9')
        {
            position++;
        }
        return position > start;
    }

    bool IsString()
    {
        position++;
        var surrogates = new JsonSurrogates();
        while (true)
        {
            var length = text[position..].IndexOfAny(JsonText.Special);
            if (length != 0 && isBinary && surrogates.IsOpen)
            {
                return false;
            }
            position += Math.Max(0, length);
            if (length < 0 || text[position] < (byte)' ')
            {
                return false;
            }
            if (text[position] == (byte)'"')
            {
                position++;
                return !(isBinary && surrogates.IsOpen);
            }
            if (!IsEscape(ref surrogates))
            {
                return false;
            }
        }
    }

    bool IsEscape(ref JsonSurrogates surrogates)
    {
        var escape = text[position..];
        if (escape is [_, (byte)'u', var a, var b, var c, var d, ..] && JsonText.IsHex(a, b, c, d))
        {
            position += 6;
            if (!isBinary)
            {
                return true;
            }
            var unit = JsonText.Hex(a, b, c, d);
            refusal = unit == 0 ? SqlState.Untranslatable : null;
            return refusal is null && surrogates.TryAdd(unit);
        }
        position += 2;
        return escape.Length > 1 && "\"\\/bfnrt"u8.Contains(escape[1]) && !(isBinary && surrogates.IsOpen);
    }

    void SkipSpace()
    {
        while (Peek is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
        {
            position++;
        }
    }

    /// <summary>The byte at the position, or 0 at the end, which no JSON holds.</summary>
    readonly byte Peek => position < text.Length ? text[position] : (byte)0;
}
