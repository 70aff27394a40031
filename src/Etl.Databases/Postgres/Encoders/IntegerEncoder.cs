using System.Buffers.Binary;
using Etl.Core.Batches;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>smallint, integer and bigint: two's complement, big-endian.</summary>
sealed class IntegerEncoder(int size) : CellEncoder
{
    readonly long minimum = size switch
    {
        sizeof(short) => short.MinValue,
        sizeof(int) => int.MinValue,
        _ => long.MinValue,
    };

    /// <inheritdoc/>
    public override string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output)
    {
        var refusal = Read(Trim(utf8), out var value);
        if (refusal is not null)
        {
            return Refusal(utf8, refusal);
        }
        var field = Field(output, size);
        switch (size)
        {
            case sizeof(short):
                BinaryPrimitives.WriteInt16BigEndian(field, (short)value);
                break;
            case sizeof(int):
                BinaryPrimitives.WriteInt32BigEndian(field, (int)value);
                break;
            default:
                BinaryPrimitives.WriteInt64BigEndian(field, value);
                break;
        }
        return null;
    }

    /// <summary>
    /// Sums up below zero, where the range is one larger, and finds an overflow before what stands behind the digits, both as the
    /// server does.
    /// </summary>
    string? Read(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var isNegative = text is [(byte)'-', ..];
        var digits = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        var count = 0;
        while (count < digits.Length && (uint)(digits[count] - '0') <= 9)
        {
            var digit = digits[count++] - '0';
            if (value < minimum / 10 || value * 10 < minimum + digit)
            {
                return SqlState.OutOfRange;
            }
            value = value * 10 - digit;
        }
        if (count == 0 || count < digits.Length)
        {
            return SqlState.Syntax;
        }
        if (isNegative)
        {
            return null;
        }
        if (value == minimum)
        {
            return SqlState.OutOfRange;
        }
        value = -value;
        return null;
    }
}
