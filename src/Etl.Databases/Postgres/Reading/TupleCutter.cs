using System.Buffers.Binary;
using System.Globalization;
using Etl.Core.Diagnostics;

namespace Etl.Databases.Postgres.Reading;

/// <summary>
/// Finds the end of the last whole tuple in bytes of a binary COPY. A tuple is its number of fields in 16 bits, then each field
/// as its length in 32 bits (−1 for null) and its bytes, all big-endian; −1 in place of the number of fields ends the copy.
/// </summary>
static class TupleCutter
{
    /// <summary>Bytes of the number of fields.</summary>
    public const int CountBytes = sizeof(short);

    /// <summary>Bytes of a field's length.</summary>
    public const int LengthBytes = sizeof(int);

    /// <summary>Length of the whole tuples: <c>bytes == tuples + rest</c>.</summary>
    /// <param name="bytes">Start with a tuple.</param>
    /// <param name="columnCount">Fields of every tuple.</param>
    /// <param name="isAtEnd">True when the mark that ends the copy follows the tuples.</param>
    public static int Cut(ReadOnlySpan<byte> bytes, int columnCount, out bool isAtEnd)
    {
        var end = 0;
        isAtEnd = false;
        while (bytes.Length - end >= CountBytes)
        {
            var count = BinaryPrimitives.ReadInt16BigEndian(bytes[end..]);
            isAtEnd = count < 0;
            if (isAtEnd)
            {
                break;
            }
            if (count != columnCount)
            {
                throw Damaged(count, columnCount);
            }
            var next = Next(bytes, end + CountBytes, columnCount);
            if (next < 0)
            {
                break;
            }
            end = next;
        }
        return end;
    }

    /// <summary>Where the fields that start at <paramref name="offset"/> end; −1 when they are not whole.</summary>
    static int Next(ReadOnlySpan<byte> bytes, int offset, int columnCount)
    {
        for (var column = 0; column < columnCount; column++)
        {
            if (bytes.Length - offset < LengthBytes)
            {
                return -1;
            }
            var length = Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(bytes[offset..]));
            offset += LengthBytes;
            if (bytes.Length - offset < length)
            {
                return -1;
            }
            offset += length;
        }
        return offset;
    }

    static PipelineException Damaged(int count, int columnCount) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The server sent a row of {count} fields where {columnCount} were expected; run the command again, and check what stands between Etl and the server."
            )
        );
}
