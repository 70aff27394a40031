namespace Etl.Core.Normalization.Customs;

/// <summary>
/// Numbers in scientific notation, with a point or a comma behind their one first digit: <c>1.23E+15</c>. Spreadsheets show numbers of twelve
/// digits and more so, with six digits at most, and that is what they export.
/// </summary>
static class ScientificNumber
{
    const int ExponentMax = 40;

    /// <summary>The smallest exponent for which spreadsheets choose this notation by themselves.</summary>
    const int SpreadsheetExponent = 11;

    /// <summary>Writes the number in digits.</summary>
    /// <param name="value">The value without sign.</param>
    /// <param name="output">At least 63 bytes.</param>
    /// <param name="length">Bytes written.</param>
    /// <param name="lacksDigits">True when a spreadsheet would write so, and left digits out that the number had.</param>
    public static bool TryRead(ReadOnlySpan<byte> value, Span<byte> output, out int length, out bool lacksDigits)
    {
        length = 0;
        lacksDigits = false;
        Span<byte> digits = stackalloc byte[DecimalNumber.LengthMax];
        if (!TryDivide(value, digits, out var digitCount, out var exponent))
        {
            return false;
        }
        var wholeCount = exponent + 1;
        if (wholeCount <= 0)
        {
            output[length++] = (byte)'0';
            output[length++] = (byte)'.';
            output.Slice(length, -wholeCount).Fill((byte)'0');
            length += -wholeCount;
            digits[..digitCount].CopyTo(output[length..]);
            length += digitCount;
            return true;
        }
        lacksDigits = exponent >= SpreadsheetExponent && digitCount < wholeCount;
        output[..wholeCount].Fill((byte)'0');
        digits[..Math.Min(digitCount, wholeCount)].CopyTo(output);
        length = wholeCount;
        if (digitCount > wholeCount)
        {
            output[length++] = (byte)'.';
            digits[wholeCount..digitCount].CopyTo(output[length..]);
            length += digitCount - wholeCount;
        }
        return true;
    }

    /// <summary>
    /// True for what a spreadsheet makes of a long row of digits that is no number (<c>8.61E+12</c>), where digits are gone. It writes a capital
    /// letter, a plus and two digits.
    /// </summary>
    public static bool IsRemnant(ReadOnlySpan<byte> value)
    {
        Span<byte> digits = stackalloc byte[DecimalNumber.LengthMax];
        return value is [_, .., (byte)'E', (byte)'+', _, _]
            && TryDivide(value, digits, out var digitCount, out var exponent)
            && digitCount <= exponent;
    }

    // One digit that is not 0, perhaps a mark and more digits, E, a sign, an exponent.
    static bool TryDivide(ReadOnlySpan<byte> value, Span<byte> digits, out int digitCount, out int exponent)
    {
        const int digitsMax = 20;
        digitCount = 0;
        exponent = 0;
        var letter = value.IndexOfAny((byte)'E', (byte)'e');
        if (letter is < 1 or > digitsMax || value[0] is < (byte)'1' or > (byte)'9')
        {
            return false;
        }
        digits[digitCount++] = value[0];
        var decimals = value[1..letter];
        if (!decimals.IsEmpty)
        {
            if (
                decimals[0] is not ((byte)'.' or (byte)',')
                || decimals.Length == 1
                || decimals[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            )
            {
                return false;
            }
            decimals[1..].CopyTo(digits[1..]);
            digitCount += decimals.Length - 1;
        }
        return TryReadExponent(value[(letter + 1)..], out exponent);
    }

    static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        const int digitsMax = 3;
        exponent = 0;
        var isNegative = text is [(byte)'-', ..];
        text = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        if (text.Length is 0 or > digitsMax || text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }
        foreach (var digit in text)
        {
            exponent = 10 * exponent + digit - '0';
        }
        exponent = isNegative ? -exponent : exponent;
        return Math.Abs(exponent) <= ExponentMax;
    }
}
