using System.Buffers.Binary;
using System.Globalization;
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

    /// <inheritdoc/>
    public override bool HoldsNumbers => true;

    /// <inheritdoc/>
    public override bool Rounds(ReadOnlySpan<byte> utf8)
    {
        const int stackMax = 256;
        // As many digits as every number keeps (FLT_DIG, DBL_DIG).
        var digitsKept = typeof(T) == typeof(float) ? 6 : 15;
        var text = Trim(utf8);
        if (text.Length <= digitsKept)
        {
            return false;
        }
        var digits = text.Length < stackMax ? stackalloc byte[stackMax] : new byte[text.Length + 1];
        Span<byte> keptDigits = stackalloc byte[stackMax];
        Span<byte> kept = stackalloc byte[stackMax];
        var number = new DecimalDigits(digits);
        if (
            FloatText.Read(text, out T value) is not null
            || number.Read(text) is not null
            || number.Count <= digitsKept
        )
        {
            return false;
        }
        // The shortest text that means the same number, which is what the database shows.
        value.TryFormat(kept, out var length, "R", CultureInfo.InvariantCulture);
        var other = new DecimalDigits(keptDigits);
        return other.Read(kept[..length]) is not null || !number.Equals(other);
    }
}
