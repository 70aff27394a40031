using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Etl.Core.Contracts;

namespace Etl.Databases.Postgres.Reading;

/// <summary>A row of a database has no original text; when one must be shown it is written as a line of quoted values.</summary>
sealed class TupleOriginals : IOriginalWriter
{
    readonly CellFormat[] formats;
    byte[] text = [];

    public TupleOriginals(IReadOnlyList<ReadColumn> columns)
    {
        formats = [.. columns.Select(column => column.Format)];
        var output = new ArrayBufferWriter<byte>();
        for (var index = 0; index < columns.Count; index++)
        {
            WriteCell(Encoding.UTF8.GetBytes(columns[index].Header), index, output);
        }
        output.Write("\n"u8);
        Preamble = output.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Preamble { get; }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> record, IBufferWriter<byte> output)
    {
        var rest = record[TupleCutter.CountBytes..];
        for (var column = 0; column < formats.Length; column++)
        {
            var length = Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(rest));
            var value = rest.Slice(TupleCutter.LengthBytes, length);
            rest = rest[(TupleCutter.LengthBytes + length)..];
            if (length > 0 && formats[column] != CellFormat.Text)
            {
                var lengthMax = CellText.LengthMax(formats[column], length);
                text = text.Length < lengthMax ? new byte[lengthMax] : text;
                value = text.AsSpan(0, CellText.Write(formats[column], value, text));
            }
            WriteCell(value, column, output);
        }
        output.Write("\n"u8);
    }

    /// <inheritdoc/>
    public long OriginalLength(ReadOnlySpan<byte> blockBytes) => blockBytes.Length;

    static void WriteCell(ReadOnlySpan<byte> value, int column, IBufferWriter<byte> output)
    {
        output.Write(column == 0 ? "\""u8 : ",\""u8);
        for (var quote = value.IndexOf((byte)'"'); quote >= 0; quote = value.IndexOf((byte)'"'))
        {
            output.Write(value[..(quote + 1)]);
            output.Write("\""u8);
            value = value[(quote + 1)..];
        }
        output.Write(value);
        output.Write("\""u8);
    }
}
