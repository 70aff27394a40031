namespace Etl.Core.Normalization.Customs;

/// <summary>Reads numbers without a sign as people write them, and writes them as programs do: <c>1234.56</c>, digits and one point.</summary>
/// <remarks>
/// Without a known mark a number is read with both. Where only one reading is a number, or both are the same one, it proves itself:
/// <c>12,50</c>, <c>1.234,50</c>, <c>1.234.567</c>, <c>1 234</c>. What is left is one to three digits, a mark and three digits:
/// <c>1.234</c> is read by what the column proves, or not at all.
/// </remarks>
ref struct DecimalNumber
{
    /// <summary>Bytes of the longest number that is read or written.</summary>
    public const int LengthMax = 64;

    const int GroupLength = 3;
    const int Room = 3; // a zero before the point, one at the end, and the caller's sign

    readonly Span<byte> output;
    int count;

    DecimalNumber(Span<byte> output) => this.output = output;

    /// <summary>Writes the number.</summary>
    /// <param name="value">The value without sign and white space at its ends.</param>
    /// <param name="mark">The mark that the user says; unknown when the values must tell.</param>
    /// <param name="proven">The mark that other values prove, for one that could be two numbers; unknown for none.</param>
    /// <param name="output">At least <see cref="LengthMax"/> − 1 bytes.</param>
    public static NumberReading Read(ReadOnlySpan<byte> value, DecimalMark mark, DecimalMark proven, Span<byte> output)
    {
        if (value.Length > LengthMax - Room)
        {
            return NumberReading.None;
        }
        if (ScientificNumber.TryRead(value, output, out var written, out var lacksDigits))
        {
            // 1.234E+0 is written as a number that could be two, like any other of that form.
            written = Widen(output, written, mark != DecimalMark.Point);
            return new NumberReading(written, DecimalMark.Unknown) { LacksDigits = lacksDigits };
        }
        return mark switch
        {
            DecimalMark.Point => new NumberReading(Write(value, DecimalMark.Point, false, output), DecimalMark.Unknown),
            DecimalMark.Comma => ReadWithComma(value, output),
            _ => ReadOpen(value, proven, output),
        };
    }

    // 1234.56 groups nothing where a point divides thousands: programs write so, and Etl does.
    static NumberReading ReadWithComma(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var length = Write(value, DecimalMark.Comma, true, output);
        if (length == 0 && !value.ContainsAnyExcept("0123456789."u8))
        {
            length = Write(value, DecimalMark.Point, true, output);
        }
        return new NumberReading(length, DecimalMark.Unknown);
    }

    static NumberReading ReadOpen(ReadOnlySpan<byte> value, DecimalMark proven, Span<byte> output)
    {
        Span<byte> other = stackalloc byte[LengthMax];
        var point = Write(value, DecimalMark.Point, true, output);
        var comma = Write(value, DecimalMark.Comma, true, other);
        var isSame = output[..point].SequenceEqual(other[..comma]);
        if (comma == 0 || isSame)
        {
            return new NumberReading(point, isSame ? DecimalMark.Unknown : DecimalMark.Point);
        }
        if (point > 0 && proven == DecimalMark.Unknown)
        {
            return NumberReading.Open;
        }
        if (point > 0 && proven == DecimalMark.Point)
        {
            return new NumberReading(point, DecimalMark.Unknown);
        }
        other[..comma].CopyTo(output);
        return new NumberReading(comma, point == 0 ? DecimalMark.Comma : DecimalMark.Unknown);
    }

    static int Write(ReadOnlySpan<byte> value, DecimalMark mark, bool widens, Span<byte> output)
    {
        var number = new DecimalNumber(output);
        return number.TryCopy(value, mark) ? Widen(output, number.Finish(), widens) : 0;
    }

    bool TryCopy(ReadOnlySpan<byte> value, DecimalMark mark)
    {
        var (point, group) = mark == DecimalMark.Comma ? ((byte)',', (byte)'.') : ((byte)'.', (byte)',');
        var decimals = value.LastIndexOf(point);
        return decimals < 0
            ? TryCopyWhole(value, group) && count > 0
            : TryCopyWhole(value[..decimals], group) && TryCopyDecimals(value[(decimals + 1)..]);
    }

    // Digits alone, or one to three, then groups of three by one separator: 1,234,567. India has groups of two but for the last: 12,34,567.
    bool TryCopyWhole(ReadOnlySpan<byte> text, byte group)
    {
        const int lakhLength = 2;
        if (TryCopyDigits(text))
        {
            return true;
        }
        var first = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (first is < 1 or > GroupLength || text[0] == '0' || !TryCopyDigits(text[..first]))
        {
            return false;
        }
        text = text[first..];
        var separator = SeparatorAt(text, group);
        var middle = 0;
        while (!separator.IsEmpty && text.StartsWith(separator))
        {
            text = text[separator.Length..];
            var length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (length < 0)
            {
                return text.Length == GroupLength && TryCopyDigits(text);
            }
            var isLakh = length == lakhLength && first <= lakhLength && separator[0] == ',';
            if ((length != GroupLength && !isLakh) || (middle > 0 && middle != length))
            {
                return false;
            }
            middle = length;
            TryCopyDigits(text[..length]);
            text = text[length..];
        }
        return false;
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

    bool TryCopyDigits(ReadOnlySpan<byte> digits)
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
        return !digits.IsEmpty && TryCopyDigits(digits);
    }

    // No zeros before the number, but one before a point.
    readonly int Finish()
    {
        var digits = output[..count];
        var zeros = digits.IndexOfAnyExcept((byte)'0');
        zeros = zeros < 0 ? count - 1 : zeros;
        var needsZero = digits[zeros] == '.';
        if (needsZero && zeros == 0)
        {
            digits.CopyTo(output[1..]);
            output[0] = (byte)'0';
            return count + 1;
        }
        zeros -= needsZero ? 1 : 0;
        digits[zeros..].CopyTo(output);
        return count - zeros;
    }

    // Three decimals get a fourth where they would look like a group when the number is read again.
    static int Widen(Span<byte> output, int length, bool widens)
    {
        var point = output[..length].IndexOf((byte)'.');
        if (widens && point is >= 1 and <= GroupLength && output[0] != '0' && length - point - 1 == GroupLength)
        {
            output[length++] = (byte)'0';
        }
        return length;
    }
}
