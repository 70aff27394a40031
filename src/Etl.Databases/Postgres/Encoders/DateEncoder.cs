using System.Buffers.Binary;
using Etl.Core.Batches;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>date: days since 2000-01-01. A time behind the date is dropped, as the server does.</summary>
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
        else
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
}
