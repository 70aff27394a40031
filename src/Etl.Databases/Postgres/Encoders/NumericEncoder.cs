using System.Buffers;
using System.Buffers.Binary;
using Etl.Core.Batches;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>
/// numeric and numeric(p, s): count of groups, weight of the first, sign, digits behind the point, all int16, then groups of four
/// decimal digits. Rounds half away from zero, as the server does, and refuses what does not fit.
/// </summary>
sealed class NumericEncoder(int? precision, int? scale) : CellEncoder
{
    const int GroupDigits = 4;
    const int HeaderLength = 8;
    const int StackDigitsMax = 256;
    const int ScaleMax = 0x3FFF;
    const int IntegerDigitsMax = (short.MaxValue + 1) * GroupDigits;

    const ushort Negative = 0x4000;
    const ushort NotANumber = 0xC000;
    const ushort PositiveInfinity = 0xD000;
    const ushort NegativeInfinity = 0xF000;

    static readonly NumericEncoder unlimited = new(null, null);

    /// <summary>The state with which a number without limits is refused, or null.</summary>
    public static string? RefusalOf(ReadOnlySpan<byte> number) => unlimited.EncodeNumber(number, null);

    /// <inheritdoc/>
    public override string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output)
    {
        var text = Trim(utf8);
        if (Special(text) is { } sign)
        {
            return WriteSpecial(sign, output);
        }
        var refusal = EncodeNumber(text, output);
        return refusal is null ? null : Refusal(utf8, refusal);
    }

    /// <inheritdoc/>
    public override bool HoldsNumbers => true;

    /// <inheritdoc/>
    public override bool Rounds(ReadOnlySpan<byte> utf8)
    {
        var text = Trim(utf8);
        var point = text.IndexOf((byte)'.');
        if (scale is not { } places || (point < 0 && places >= 0 && !text.ContainsAny((byte)'e', (byte)'E')))
        {
            return false;
        }
        var digits = text.Length < StackDigitsMax ? stackalloc byte[StackDigitsMax] : new byte[text.Length + 1];
        var number = new DecimalDigits(digits);
        return Special(text) is null && number.Read(text) is null && number.Count > (long)number.IntegerDigits + places;
    }

    string? EncodeNumber(ReadOnlySpan<byte> text, EncodedRows? output)
    {
        byte[]? rented = null;
        var digits =
            text.Length < StackDigitsMax
                ? stackalloc byte[StackDigitsMax]
                : (rented = ArrayPool<byte>.Shared.Rent(text.Length + 1));
        try
        {
            var number = new DecimalDigits(digits);
            var refusal = number.Read(text) ?? Fit(ref number);
            if (refusal is null && output is not null)
            {
                Write(ref number, output);
            }
            return refusal;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    static ushort? Special(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || (text[^1] | 0x20) is not ((byte)'n' or (byte)'y' or (byte)'f'))
        {
            return null;
        }
        if (System.Text.Ascii.EqualsIgnoreCase(text, "nan"u8))
        {
            return NotANumber;
        }
        var word = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        var isInfinity =
            System.Text.Ascii.EqualsIgnoreCase(word, "infinity"u8) || System.Text.Ascii.EqualsIgnoreCase(word, "inf"u8);
        return !isInfinity ? null
            : text[0] == (byte)'-' ? NegativeInfinity
            : PositiveInfinity;
    }

    /// <summary>A precision leaves room for NaN, but not for infinity.</summary>
    string? WriteSpecial(ushort sign, EncodedRows output)
    {
        if (sign != NotANumber && precision is not null)
        {
            return SqlState.OutOfRange;
        }
        var field = Field(output, HeaderLength);
        field.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(field[4..], sign);
        return null;
    }

    string? Fit(ref DecimalDigits number)
    {
        if (scale is { } places)
        {
            number.Round(places);
        }
        if (number.Scale > ScaleMax || number.IntegerDigits > IntegerDigitsMax)
        {
            return SqlState.OutOfRange;
        }
        return precision is { } digits && number.Count > 0 && number.IntegerDigits > digits - (scale ?? 0)
            ? SqlState.OutOfRange
            : null;
    }

    static void Write(ref DecimalDigits number, EncodedRows output)
    {
        // The first group holds the one to four digits that stand before the last full groups of the integer part.
        var weight = number.Count == 0 ? 0 : FloorDivide(number.IntegerDigits - 1, GroupDigits);
        var first = number.IntegerDigits - weight * GroupDigits;
        var groups = number.Count == 0 ? 0 : 1 + (Math.Max(0, number.Count - first) + GroupDigits - 1) / GroupDigits;
        var field = Field(output, HeaderLength + groups * sizeof(short));
        BinaryPrimitives.WriteInt16BigEndian(field, (short)groups);
        BinaryPrimitives.WriteInt16BigEndian(field[2..], (short)weight);
        BinaryPrimitives.WriteUInt16BigEndian(field[4..], number.IsNegative && number.Count > 0 ? Negative : (ushort)0);
        BinaryPrimitives.WriteInt16BigEndian(field[6..], (short)number.Scale);
        var digit = 0;
        for (var group = 0; group < groups; group++)
        {
            var value = 0;
            for (var end = first + group * GroupDigits; digit < end; digit++)
            {
                value = value * 10 + number.Digit(digit);
            }
            BinaryPrimitives.WriteInt16BigEndian(field[(HeaderLength + group * sizeof(short))..], (short)value);
        }
    }

    static int FloorDivide(int value, int divisor) =>
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor);
}
