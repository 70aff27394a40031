using System.Buffers.Binary;
using Etl.Core.Batches;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>double precision: IEEE 754, big-endian.</summary>
sealed class Float8Encoder : CellEncoder
{
    /// <inheritdoc/>
    public override string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output)
    {
        var refusal = FloatText.Read(Trim(utf8), out double value);
        if (refusal is not null)
        {
            return Refusal(utf8, refusal);
        }
        BinaryPrimitives.WriteDoubleBigEndian(Field(output, sizeof(double)), value);
        return null;
    }
}
