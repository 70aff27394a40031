using System.Buffers.Binary;
using Etl.Core.Batches;
using Etl.Text.Lists;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>
/// text[] and its like: dimensions, a flag for NULLs, the element type, and per dimension count and lower bound; then elements
/// as fields. Reads lists (<see cref="ListText"/>) and literals of PostgreSQL in one dimension (<c>{a,"b c",NULL}</c>).
/// </summary>
sealed class TextArrayEncoder(uint elementOid, int? lengthMax) : CellEncoder
{
    const int HeaderLength = 20;
    const int EmptyLength = 12;

    /// <inheritdoc/>
    public override string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output)
    {
        if (utf8.Contains((byte)0))
        {
            return SqlState.Character;
        }
        var elements = new ArrayElements(utf8);
        // Elements unescaped are never longer than their text: one byte at least parts or surrounds each, beside its length.
        var space = output.GetSpan(PrefixLength + HeaderLength + (PrefixLength + 1) * (utf8.Length + 1));
        var value = space[PrefixLength..];
        var length = HeaderLength;
        var count = 0;
        var hasNull = false;
        while (elements.TryRead(value[(length + PrefixLength)..], out var elementLength))
        {
            ReadOnlySpan<byte> element = value.Slice(length + PrefixLength, Math.Max(0, elementLength));
            if (lengthMax is { } max && elementLength >= 0)
            {
                if (!TextLimit.TryFit(ref element, max))
                {
                    return SqlState.TextTooLong;
                }
                elementLength = element.Length;
            }
            BinaryPrimitives.WriteInt32BigEndian(value[length..], elementLength);
            length += PrefixLength + Math.Max(0, elementLength);
            hasNull |= elementLength < 0;
            count++;
        }
        if (elements.IsRefused)
        {
            return SqlState.Syntax;
        }
        WriteHeader(value, count, hasNull);
        Field(output, count == 0 ? EmptyLength : length);
        return null;
    }

    void WriteHeader(Span<byte> value, int count, bool hasNull)
    {
        BinaryPrimitives.WriteInt32BigEndian(value, count == 0 ? 0 : 1);
        BinaryPrimitives.WriteInt32BigEndian(value[4..], hasNull ? 1 : 0);
        BinaryPrimitives.WriteUInt32BigEndian(value[8..], elementOid);
        if (count > 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(value[12..], count);
            BinaryPrimitives.WriteInt32BigEndian(value[16..], 1);
        }
    }
}
