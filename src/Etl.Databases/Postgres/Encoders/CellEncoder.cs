using System.Buffers.Binary;
using Etl.Core.Batches;
using Etl.Databases.Postgres.Catalog;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>
/// Turns the UTF-8 text of a cell into a field of binary COPY: its length as a big-endian int32 and the value as the receive
/// function of the type wants it. What the server's own input function refuses is refused with the same SQLSTATE, so that a bad
/// value costs one record and not a chunk. Without state: one encoder serves all workers. No allocation per cell.
/// </summary>
abstract class CellEncoder
{
    /// <summary>Bytes of a field's length.</summary>
    protected const int PrefixLength = sizeof(int);

    /// <summary>The encoder of a column, or null when Etl does not write its type.</summary>
    public static CellEncoder? For(TargetColumn column) =>
        column.Type switch
        {
            PostgresType.Text or PostgresType.Citext => new TextEncoder(null),
            PostgresType.Varchar or PostgresType.Char => new TextEncoder(column.LengthMax),
            PostgresType.Int2 => new IntegerEncoder(sizeof(short)),
            PostgresType.Int4 => new IntegerEncoder(sizeof(int)),
            PostgresType.Int8 => new IntegerEncoder(sizeof(long)),
            PostgresType.Numeric => new NumericEncoder(column.Precision, column.Scale),
            PostgresType.Float4 => new FloatEncoder<float>(),
            PostgresType.Float8 => new FloatEncoder<double>(),
            PostgresType.Bool => new BoolEncoder(),
            PostgresType.Date => new DateEncoder(),
            PostgresType.Timestamp => new TimestampEncoder(hasZone: false),
            PostgresType.TimestampTz => new TimestampEncoder(hasZone: true),
            PostgresType.Time => new TimeEncoder(),
            PostgresType.Uuid => new UuidEncoder(),
            PostgresType.Json => new JsonEncoder(isBinary: false),
            PostgresType.Jsonb => new JsonEncoder(isBinary: true),
            PostgresType.Bytea => new ByteaEncoder(),
            PostgresType.TextArray => new TextArrayEncoder(column.ElementOid, column.LengthMax),
            PostgresType.Enum => new EnumEncoder(column.EnumLabels),
            _ => null,
        };

    /// <summary>Writes NULL.</summary>
    public static void WriteNull(EncodedRows output)
    {
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(PrefixLength), -1);
        output.Advance(PrefixLength);
    }

    /// <summary>
    /// Writes one value. Returns null, or the SQLSTATE with which the server would refuse it; then nothing was written. The caller
    /// decides what an empty cell means.
    /// </summary>
    public abstract string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output);

    /// <summary>True when the column holds fewer digits than a number that <see cref="Encode"/> has taken.</summary>
    public virtual bool Rounds(ReadOnlySpan<byte> utf8) => false;

    /// <summary>True for columns of numbers that may have decimals. Default: false.</summary>
    public virtual bool HoldsNumbers => false;

    /// <summary>Takes a field of a known length and gives the place of its value.</summary>
    protected static Span<byte> Field(EncodedRows output, int length)
    {
        var span = output.GetSpan(PrefixLength + length);
        BinaryPrimitives.WriteInt32BigEndian(span, length);
        output.Advance(PrefixLength + length);
        return span.Slice(PrefixLength, length);
    }

    /// <summary>The state for a value that could not be read: U+0000 is refused before anything else looks at a value.</summary>
    protected static string Refusal(ReadOnlySpan<byte> utf8, string sqlState) =>
        utf8.Contains((byte)0) ? SqlState.Character : sqlState;

    /// <summary>The value without the white space that most input functions skip.</summary>
    protected static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> utf8)
    {
        while (!utf8.IsEmpty && IsSpace(utf8[0]))
        {
            utf8 = utf8[1..];
        }
        while (!utf8.IsEmpty && IsSpace(utf8[^1]))
        {
            utf8 = utf8[..^1];
        }
        return utf8;
    }

    /// <summary>White space as C's <c>isspace</c> sees it.</summary>
    protected static bool IsSpace(byte value) => value is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r');
}
