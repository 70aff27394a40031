using System.Buffers.Binary;
using System.Numerics;
using Etl.Core.Batches;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>real (as <see cref="float"/>) and double precision (as <see cref="double"/>): IEEE 754, big-endian.</summary>
sealed class FloatEncoder<T> : CellEncoder
    where T : IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output)
    {
        var refusal = FloatText.Read(Trim(utf8), out T value);
        if (refusal is not null)
        {
            return Refusal(utf8, refusal);
        }
        if (typeof(T) == typeof(float))
        {
            BinaryPrimitives.WriteSingleBigEndian(Field(output, sizeof(float)), float.CreateTruncating(value));
        }
        else
        {
            BinaryPrimitives.WriteDoubleBigEndian(Field(output, sizeof(double)), double.CreateTruncating(value));
        }
        return null;
    }
}
