namespace Etl.Core.Normalization.Customs;

/// <summary>Reads numbers as people write them and writes them as programs do: <c>-1234.56</c>, digits and one point.</summary>
ref struct DecimalNumber
{
    /// <summary>Bytes of the longest number that is read or written.</summary>
    public const int LengthMax = 64;

    readonly Span<byte> output;
    ReadOnlySpan<byte> rest;
    int count;

    DecimalNumber(ReadOnlySpan<byte> value, Span<byte> output)
    {
        rest = value;
        this.output = output;
    }

    /// <summary>Writes the number and returns its length; 0 when the value is none.</summary>
    /// <param name="value">The value without white space at its ends.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="output">At least <see cref="LengthMax"/> bytes.</param>
    public static int Write(ReadOnlySpan<byte> value, NumberFormat format, Span<byte> output)
    {
        const int room = 4; // a sign, a zero before the point and one at the end
        if (value.Length > LengthMax - room)
        {
            return 0;
        }
        var isNegative = TakeSign(ref value);
        var number = new DecimalNumber(value, output[1..]);
        if (!number.Read(format))
        {
            return 0;
        }
        var length = number.Finish(format);
        if (!isNegative || !output.Slice(1, length).ContainsAnyInRange((byte)'1', (byte)'9'))
        {
            output.Slice(1, length).CopyTo(output);
            return length;
        }
        output[0] = (byte)'-';
        return length + 1;
    }

    /// <summary>Takes a sign off the value: before it, behind it as some programs write it, or brackets as bookkeepers do.</summary>
    public static bool TakeSign(ref ReadOnlySpan<byte> value)
    {
        var minus = "−"u8;
        if (value is [(byte)'(', .., (byte)')'])
        {
            value = value[1..^1].Trim((byte)' ');
            return true;
        }
        var isNegative = true;
        if (value.StartsWith(minus))
        {
            value = value[minus.Length..];
        }
        else if (value is [(byte)'-' or (byte)'+', ..])
        {
            isNegative = value[0] == '-';
            value = value[1..];
        }
        else if (value is [.., (byte)'-'])
        {
            value = value[..^1];
        }
        else
        {
            return false;
        }
        value = value.Trim((byte)' ');
        return isNegative;
    }

    bool Read(NumberFormat format)
    {
        var point = format.HasDecimalComma ? (byte)',' : (byte)'.';
        var group = format.HasDecimalComma ? (byte)'.' : (byte)',';
        var decimals = rest.LastIndexOf(point);
        var whole = decimals < 0 ? rest : rest[..decimals];
        if (TryCopyWhole(whole, group))
        {
            return decimals < 0 ? count > 0 : TryCopyDecimals(rest[(decimals + 1)..]);
        }
        // 1234.56 groups nothing where a point divides thousands: programs write so, and Etl does.
        count = 0;
        var only = rest.IndexOf((byte)'.');
        return format.HasDecimalComma
            && decimals < 0
            && only >= 0
            && CopyDigits(rest[..only])
            && TryCopyDecimals(rest[(only + 1)..]);
    }

    bool TryCopyWhole(ReadOnlySpan<byte> text, byte group)
    {
        if (CopyDigits(text))
        {
            return true;
        }
        count = 0;
        const int groupLength = 3;
        const int lakhLength = 2; // 12,34,567
        var isFirst = true;
        var separator = default(ReadOnlySpan<byte>);
        var isShort = false;
        while (true)
        {
            var length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            var digits = length < 0 ? text : text[..length];
            var isLast = length < 0;
            var fits =
                isFirst ? digits.Length is >= 1 and <= groupLength
                : isLast ? digits.Length == groupLength
                : digits.Length == groupLength || (group == ',' && digits.Length == lakhLength);
            isShort |= !isFirst && digits.Length == lakhLength;
            if (!fits || !CopyDigits(digits) || (isLast && isShort && isFirst))
            {
                return false;
            }
            if (isLast)
            {
                return true;
            }
            text = text[length..];
            var found = SeparatorAt(text, group);
            if (found.IsEmpty || !(isFirst || found.SequenceEqual(separator)))
            {
                return false;
            }
            separator = found;
            text = text[found.Length..];
            isFirst = false;
        }
    }

    static ReadOnlySpan<byte> SeparatorAt(ReadOnlySpan<byte> text, byte group)
    {
        if (text[0] == group || text[0] is (byte)' ' or (byte)'\'')
        {
            return text[..1];
        }
        return text.StartsWith("\u00A0"u8) ? text[..2]
            : text.StartsWith("\u202F"u8) || text.StartsWith("\u2009"u8) || text.StartsWith("’"u8) ? text[..3]
            : [];
    }

    bool CopyDigits(ReadOnlySpan<byte> digits)
    {
        if (digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }
        digits.CopyTo(output[count..]);
        count += digits.Length;
        return true;
    }

    bool TryCopyDecimals(ReadOnlySpan<byte> digits)
    {
        output[count++] = (byte)'.';
        return !digits.IsEmpty && CopyDigits(digits);
    }

    // No zeros before the number, but one before a point. Three decimals get a fourth where they would look like a group when the
    // number is read again.
    readonly int Finish(NumberFormat format)
    {
        var digits = output[..count];
        var zeros = digits.IndexOfAnyExcept((byte)'0');
        zeros = zeros < 0 ? count - 1 : zeros;
        var needsZero = digits[zeros] == '.';
        if (needsZero && zeros == 0)
        {
            digits.CopyTo(output[1..]);
            output[0] = (byte)'0';
            return Widen(format, count + 1);
        }
        zeros -= needsZero ? 1 : 0;
        digits[zeros..].CopyTo(output);
        return Widen(format, count - zeros);
    }

    readonly int Widen(NumberFormat format, int length)
    {
        var point = output[..length].IndexOf((byte)'.');
        const int groupLength = 3;
        if (format.HasDecimalComma && point is >= 1 and <= groupLength && length - point - 1 == groupLength)
        {
            output[length++] = (byte)'0';
        }
        return length;
    }
}
