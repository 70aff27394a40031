namespace Etl.Databases.Postgres.Encoders;

/// <summary>
/// A decimal number as its digits without zeros at either end: 0.d₀d₁d₂… × 10^<see cref="IntegerDigits"/>. The buffer must be longer
/// than the text by one, for a carry.
/// </summary>
ref struct DecimalDigits(Span<byte> buffer)
{
    // The server stops at exponents of half the int range; nothing between this limit and that one fits a numeric either.
    const int ExponentMax = int.MaxValue / 2;

    readonly Span<byte> buffer = buffer;
    int start;

    /// <summary>Digits kept; 0 for zero.</summary>
    public int Count { get; private set; }

    /// <summary>How many of the digits stand before the point; negative when zeros follow it.</summary>
    public int IntegerDigits { get; private set; }

    /// <summary>Digits behind the point that are shown.</summary>
    public int Scale { get; private set; }

    /// <summary>True when a minus sign was read.</summary>
    public bool IsNegative { get; private set; }

    /// <summary>One digit, 0 to 9; zeros follow the kept ones.</summary>
    public readonly int Digit(int index) => index < Count ? buffer[start + index] : 0;

    /// <summary>True when the other is the same number, whatever its sign.</summary>
    public readonly bool Equals(scoped DecimalDigits other) =>
        IntegerDigits == other.IntegerDigits
        && buffer.Slice(start, Count).SequenceEqual(other.buffer.Slice(other.start, other.Count));

    /// <summary>Reads sign, digits with at most one point, and an exponent; returns null, or the state of a refusal.</summary>
    public string? Read(ReadOnlySpan<byte> text)
    {
        IsNegative = text is [(byte)'-', ..];
        var rest = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        // The first byte is left free for a carry.
        start = 1;
        ReadDigits(ref rest);
        IntegerDigits = Count;
        if (rest is [(byte)'.', ..])
        {
            rest = rest[1..];
            ReadDigits(ref rest);
        }
        if (Count == 0)
        {
            return SqlState.Syntax;
        }
        var fraction = Count - IntegerDigits;
        var refusal = ReadExponent(rest, out var exponent);
        if (refusal is null)
        {
            IntegerDigits += exponent;
            Scale = Math.Max(0, fraction - exponent);
            Strip();
        }
        return refusal;
    }

    /// <summary>Rounds half away from zero to a number of digits behind the point; a negative one rounds before it.</summary>
    public void Round(int places)
    {
        Scale = Math.Max(0, places);
        var kept = (long)IntegerDigits + places;
        if (kept >= Count)
        {
            return;
        }
        var roundsUp = kept >= 0 && buffer[start + (int)kept] >= 5;
        Count = (int)Math.Max(0, kept);
        if (roundsUp)
        {
            Increment();
        }
        Strip();
    }

    void Increment()
    {
        var index = start + Count - 1;
        while (index >= start && buffer[index] == 9)
        {
            buffer[index--] = 0;
        }
        if (index >= start)
        {
            buffer[index]++;
            return;
        }
        buffer[--start] = 1;
        Count++;
        IntegerDigits++;
    }

    void ReadDigits(ref ReadOnlySpan<byte> rest)
    {
        var count = 0;
        while (count < rest.Length && (uint)(rest[count] - '0') <= 9)
        {
            buffer[start + Count++] = (byte)(rest[count++] - '0');
        }
        rest = rest[count..];
    }

    static string? ReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
        {
            return null;
        }
        if (text[0] is not ((byte)'e' or (byte)'E'))
        {
            return SqlState.Syntax;
        }
        var digits = text.Length > 1 && text[1] is (byte)'-' or (byte)'+' ? text[2..] : text[1..];
        var isNegative = text.Length > 1 && text[1] == (byte)'-';
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return SqlState.Syntax;
        }
        foreach (var digit in digits)
        {
            exponent = Math.Min(ExponentMax, exponent * 10L > ExponentMax ? ExponentMax : exponent * 10 + digit - '0');
        }
        if (exponent == ExponentMax)
        {
            return SqlState.OutOfRange;
        }
        exponent = isNegative ? -exponent : exponent;
        return null;
    }

    /// <summary>Drops zeros at both ends.</summary>
    void Strip()
    {
        while (Count > 0 && buffer[start] == 0)
        {
            start++;
            Count--;
            IntegerDigits--;
        }
        while (Count > 0 && buffer[start + Count - 1] == 0)
        {
            Count--;
        }
        if (Count == 0)
        {
            IntegerDigits = 0;
        }
    }
}
