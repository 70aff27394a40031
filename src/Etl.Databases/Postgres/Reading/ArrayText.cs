using System.Buffers.Binary;
using Etl.Text.Lists;

namespace Etl.Databases.Postgres.Reading;

/// <summary>Writes arrays of texts, as they come in binary form, as <see cref="ListText"/>. Elements of all dimensions are one list.</summary>
static class ArrayText
{
    // Number of dimensions, a flag for NULLs, type of the elements; then count and lower bound of each dimension.
    const int HeaderBytes = 3 * sizeof(int);
    const int DimensionBytes = 2 * sizeof(int);

    /// <summary>
    /// The longest text of an array of <paramref name="length"/> bytes: an element of n bytes takes n + 4 there, and at most
    /// 2n + 2 and its separator here.
    /// </summary>
    public static int LengthMax(int length) => 2 * length;

    /// <summary>Writes an array; returns the bytes written.</summary>
    /// <param name="value">The array.</param>
    /// <param name="output">Room for <see cref="LengthMax"/> bytes.</param>
    public static int Write(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var at = HeaderBytes + DimensionBytes * BinaryPrimitives.ReadInt32BigEndian(value);
        var length = 0;
        var elementLength = 0;
        for (var isFirst = true; at < value.Length; isFirst = false)
        {
            if (!isFirst)
            {
                output[length++] = ListText.Separator;
            }
            elementLength = BinaryPrimitives.ReadInt32BigEndian(value[at..]);
            at += sizeof(int);
            if (elementLength >= 0)
            {
                length += ListText.Write(value.Slice(at, elementLength), output[length..]);
                at += elementLength;
            }
        }
        if (elementLength < 0)
        {
            output[length++] = ListText.Separator;
        }
        return length;
    }
}
