using System.Buffers.Binary;
using System.Buffers.Text;

namespace Etl.Databases.Postgres.Reading;

/// <summary>Writes binary values as the text that Etl uses for them everywhere.</summary>
static class CellText
{
    /// <summary>Bytes of the longest text of one value of a fixed length: a uuid has 36.</summary>
    const int FixedMax = 40;

    /// <summary>Bytes of the longest text of a value of <paramref name="length"/> bytes.</summary>
    public static int LengthMax(CellFormat format, int length) =>
        format switch
        {
            CellFormat.Text => length,
            CellFormat.TextArray => ArrayText.LengthMax(length),
            _ => FixedMax,
        };

    /// <summary>Writes a value; returns the bytes written. The output has room for <see cref="LengthMax"/> bytes.</summary>
    public static int Write(CellFormat format, ReadOnlySpan<byte> value, Span<byte> output)
    {
        switch (format)
        {
            case CellFormat.Boolean:
                return Copy(value[0] != 0 ? "true"u8 : "false"u8, output);
            case CellFormat.Int16:
                return WriteNumber(BinaryPrimitives.ReadInt16BigEndian(value), output);
            case CellFormat.Int32:
                return WriteNumber(BinaryPrimitives.ReadInt32BigEndian(value), output);
            case CellFormat.Int64:
                return WriteNumber(BinaryPrimitives.ReadInt64BigEndian(value), output);
            case CellFormat.Date:
                return CalendarText.WriteDate(BinaryPrimitives.ReadInt32BigEndian(value), output);
            case CellFormat.Timestamp:
                return CalendarText.WriteTimestamp(BinaryPrimitives.ReadInt64BigEndian(value), [], output);
            case CellFormat.TimestampUtc:
                return CalendarText.WriteTimestamp(BinaryPrimitives.ReadInt64BigEndian(value), "Z"u8, output);
            case CellFormat.Uuid:
                new Guid(value, bigEndian: true).TryFormat(output, out var length);
                return length;
            case CellFormat.TextArray:
                return ArrayText.Write(value, output);
            default:
                return Copy(value, output);
        }
    }

    static int WriteNumber(long value, Span<byte> output)
    {
        Utf8Formatter.TryFormat(value, output, out var length);
        return length;
    }

    static int Copy(ReadOnlySpan<byte> text, Span<byte> output)
    {
        text.CopyTo(output);
        return text.Length;
    }
}
