namespace Etl.Core.Normalization.Customs;

/// <summary>
/// Reads a number with what stands around it: a minus before or behind, the brackets of bookkeepers, the dash in place of cents (5,-), and the signs and
/// codes of currencies on either side, in any order.
/// </summary>
ref struct AmountText
{
    /// <summary>Bytes of the longest amount that is written: a number, a space and a sign or code.</summary>
    public const int LengthMax = DecimalNumber.LengthMax + 1 + CurrencyFormat.SignLengthMax;

    ReadOnlySpan<byte> before;
    ReadOnlySpan<byte> behind;
    ReadOnlySpan<byte> number;
    bool isNegative;
    DecimalMark dash;

    /// <summary>Writes the amount as programs do: <c>-1234.56</c>, and a space and the currency behind it where it is known.</summary>
    /// <param name="value">The value without white space at its ends.</param>
    /// <param name="numbers">How numbers are written.</param>
    /// <param name="money">What is known of currencies; null for a number, which has none.</param>
    /// <param name="output">At least <see cref="LengthMax"/> bytes.</param>
    public static NumberReading Read(
        ReadOnlySpan<byte> value,
        NumberFormat numbers,
        CurrencyFormat? money,
        Span<byte> output
    )
    {
        var amount = default(AmountText);
        if (!amount.TryDivide(value) || !amount.TryTakeSigns())
        {
            return NumberReading.None;
        }
        var currency = default(ReadOnlySpan<byte>);
        var hasWords = !amount.before.IsEmpty || !amount.behind.IsEmpty;
        if (money is null ? hasWords : !money.TryFind(amount.before, amount.behind, out currency))
        {
            return NumberReading.None;
        }
        var proven = numbers.Proven is { } marks
            ? marks.Of(money is null ? [] : CurrencyFormat.KeyOf(amount.before, amount.behind))
            : DecimalMark.Unknown;
        var reading = amount.ReadNumber(numbers.Mark, proven, output[1..]);
        return reading.Length == 0
            ? reading
            : reading with
            {
                Length = amount.Finish(output, reading.Length, currency),
            };
    }

    /// <summary>The currency that an amount names, see <see cref="CurrencyFormat.KeyOf"/>; empty when it names none.</summary>
    public static ReadOnlySpan<byte> CurrencyKeyOf(ReadOnlySpan<byte> value)
    {
        var amount = default(AmountText);
        return amount.TryDivide(value) && amount.TryTakeSigns()
            ? CurrencyFormat.KeyOf(amount.before, amount.behind)
            : [];
    }

    // The number is what stands from the first digit, or a mark right before it, to the last.
    bool TryDivide(ReadOnlySpan<byte> value)
    {
        var start = value.IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0)
        {
            return false;
        }
        start -= start > 0 && value[start - 1] is (byte)'.' or (byte)',' && IsFirstMark(value[..(start - 1)]) ? 1 : 0;
        var end = value.LastIndexOfAnyInRange((byte)'0', (byte)'9') + 1;
        before = value[..start].Trim((byte)' ');
        number = value[start..end];
        behind = value[end..].Trim((byte)' ');
        return true;
    }

    // .5 and € .5 have no zero before their point; Rs.5 has the point of a word.
    static bool IsFirstMark(ReadOnlySpan<byte> text) => text.IsEmpty || !char.IsAsciiLetter((char)text[^1]);

    bool TryTakeSigns()
    {
        var signs = 0;
        if (TryTake(ref before, "("u8))
        {
            if (!TryTake(ref behind, ")"u8))
            {
                return false;
            }
            signs++;
            isNegative = true;
        }
        TakeDash();
        if (TryTake(ref before, "-"u8) || TryTake(ref before, "−"u8))
        {
            signs++;
            isNegative = true;
        }
        else if (TryTake(ref before, "+"u8))
        {
            signs++;
        }
        if (TryTake(ref behind, "-"u8) || TryTake(ref behind, "−"u8))
        {
            signs++;
            isNegative = true;
        }
        return signs <= 1;
    }

    // 5,- and 5.– stand for 5; in India 5/- does.
    void TakeDash()
    {
        var length =
            behind.StartsWith(",-"u8) || behind.StartsWith(".-"u8) || behind.StartsWith("/-"u8) ? 2
            : behind.StartsWith(",–"u8)
            || behind.StartsWith(".–"u8)
            || behind.StartsWith(",—"u8)
            || behind.StartsWith(".—"u8)
                ? 4
            : 0;
        if (length == 0)
        {
            return;
        }
        dash = behind[0] switch
        {
            (byte)',' => DecimalMark.Comma,
            (byte)'.' => DecimalMark.Point,
            _ => DecimalMark.Unknown,
        };
        behind = behind[length..].TrimStart((byte)' ');
    }

    // Takes a sign off either end of a text.
    static bool TryTake(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> sign)
    {
        if (text.StartsWith(sign))
        {
            text = text[sign.Length..].TrimStart((byte)' ');
            return true;
        }
        if (text.EndsWith(sign))
        {
            text = text[..^sign.Length].TrimEnd((byte)' ');
            return true;
        }
        return false;
    }

    readonly NumberReading ReadNumber(DecimalMark mark, DecimalMark proven, Span<byte> output)
    {
        var isPlain = !number.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (dash == DecimalMark.Unknown || isPlain)
        {
            var reading = DecimalNumber.Read(number, mark, proven, output);
            return dash == DecimalMark.Unknown ? reading : reading with { Proof = dash };
        }
        if (mark != DecimalMark.Unknown && mark != dash)
        {
            return NumberReading.None;
        }
        // The dash stands for decimals, so all marks before it divide thousands.
        var hasDecimals = number.Contains(dash == DecimalMark.Comma ? (byte)',' : (byte)'.');
        return hasDecimals
            ? NumberReading.None
            : DecimalNumber.Read(number, dash, DecimalMark.Unknown, output) with
            {
                Proof = dash,
            };
    }

    // A number of zeros has no sign.
    readonly int Finish(Span<byte> output, int length, ReadOnlySpan<byte> currency)
    {
        var digits = output.Slice(1, length);
        if (isNegative && digits.ContainsAnyInRange((byte)'1', (byte)'9'))
        {
            output[0] = (byte)'-';
            length++;
        }
        else
        {
            digits.CopyTo(output);
        }
        if (currency.IsEmpty)
        {
            return length;
        }
        output[length] = (byte)' ';
        currency.CopyTo(output[(length + 1)..]);
        return length + 1 + currency.Length;
    }
}
