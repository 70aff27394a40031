using System.Buffers.Binary;
using Etl.Core.Batches;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>real: IEEE 754, big-endian.</summary>
sealed class Float4Encoder : CellEncoder
{
    /// <inheritdoc/>
    public override string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output)
    {
        var refusal = FloatText.Read(Trim(utf8), out float value);
        if (refusal is not null)
        {
            return Refusal(utf8, refusal);
        }
        BinaryPrimitives.WriteSingleBigEndian(Field(output, sizeof(float)), value);
        return null;
    }
}
