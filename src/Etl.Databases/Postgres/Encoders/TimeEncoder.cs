using System.Buffers.Binary;
using Etl.Core.Batches;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>time without time zone: microseconds since midnight. The server rounds to the column's precision.</summary>
sealed class TimeEncoder : CellEncoder
{
    /// <inheritdoc/>
    public override string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output)
    {
        var reader = new MomentReader(Trim(utf8));
        var refusal = reader.ReadTimeAlone();
        if (refusal is not null)
        {
            return Refusal(utf8, refusal);
        }
        BinaryPrimitives.WriteInt64BigEndian(Field(output, sizeof(long)), reader.TimeMicroseconds);
        return null;
    }
}
