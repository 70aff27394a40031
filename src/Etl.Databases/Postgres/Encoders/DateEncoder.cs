using System.Buffers.Binary;
using Etl.Core.Batches;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>
/// date: days since 2000-01-01. A time behind the date is dropped, as the server does. A birthday without a year (<c>--05-09</c>) is
/// stored in the year 1604, which address books write for it and which comes back as none.
/// </summary>
sealed class DateEncoder : CellEncoder
{
    /// <inheritdoc/>
    public override string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output)
    {
        var text = Trim(utf8);
        int days;
        if (MomentWords.TryRead(text, out var word))
        {
            days = word switch
            {
                MomentWord.Infinity => int.MaxValue,
                MomentWord.MinusInfinity => int.MinValue,
                _ => Calendar.EpochDays,
            };
        }
        else if (!TryReadYearless(text, out days))
        {
            var reader = new MomentReader(text);
            var refusal = reader.Read() ?? (Calendar.IsDate(reader.Days) ? null : SqlState.DateOutOfRange);
            if (refusal is not null)
            {
                return Refusal(utf8, refusal);
            }
            days = reader.Days;
        }
        BinaryPrimitives.WriteInt32BigEndian(Field(output, sizeof(int)), days);
        return null;
    }

    static bool TryReadYearless(ReadOnlySpan<byte> text, out int days)
    {
        const int unknownYear = 1604;
        days = 0;
        if (text is not [(byte)'-', (byte)'-', var month1, var month2, (byte)'-', var day1, var day2])
        {
            return false;
        }
        var isNumber =
            !text[2..4].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && !text[5..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
        var month = 10 * (month1 - '0') + month2 - '0';
        var day = 10 * (day1 - '0') + day2 - '0';
        if (!isNumber || !Calendar.IsDay(unknownYear, month, day))
        {
            return false;
        }
        days = Calendar.Days(unknownYear, month, day);
        return true;
    }
}
