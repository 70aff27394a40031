using System.Buffers.Binary;
using Etl.Core.Batches;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>
/// timestamp and timestamp with time zone: microseconds since 2000-01-01. With a zone, a value without offset is UTC; without
/// one, an offset is ignored, as the server does. The server rounds to the column's precision.
/// </summary>
sealed class TimestampEncoder(bool hasZone) : CellEncoder
{
    /// <inheritdoc/>
    public override string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output)
    {
        var text = Trim(utf8);
        long moment;
        if (MomentWords.TryRead(text, out var word))
        {
            moment = word switch
            {
                MomentWord.Infinity => long.MaxValue,
                MomentWord.MinusInfinity => long.MinValue,
                _ => Calendar.EpochDays * Calendar.DayMicroseconds,
            };
        }
        else
        {
            var reader = new MomentReader(text);
            var refusal = reader.Read() ?? ToMoment(in reader, out moment);
            if (refusal is not null)
            {
                return Refusal(utf8, refusal);
            }
            ToMoment(in reader, out moment);
        }
        BinaryPrimitives.WriteInt64BigEndian(Field(output, sizeof(long)), moment);
        return null;
    }

    string? ToMoment(in MomentReader reader, out long moment)
    {
        moment = 0;
        if (!Calendar.IsNearTimestamp(reader.Days))
        {
            return SqlState.DateOutOfRange;
        }
        moment = reader.Days * Calendar.DayMicroseconds + reader.TimeMicroseconds;
        moment -= hasZone ? reader.OffsetSeconds * 1_000_000L : 0;
        return Calendar.IsTimestamp(moment) ? null : SqlState.DateOutOfRange;
    }
}
