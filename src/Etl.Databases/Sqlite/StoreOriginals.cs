using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Etl.Core.Batches;
using Etl.Core.Contracts;

namespace Etl.Databases.Sqlite;

/// <summary>Contacts have no original text; when one must be shown it is written as a line of quoted values.</summary>
sealed class StoreOriginals : IOriginalWriter
{
    public StoreOriginals(IReadOnlyList<string> headers)
    {
        var output = new ArrayBufferWriter<byte>();
        for (var index = 0; index < headers.Count; index++)
        {
            WriteCell(Encoding.UTF8.GetBytes(headers[index]), index == 0, output);
        }
        output.Write("\n"u8);
        Preamble = output.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Preamble { get; }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> record, IBufferWriter<byte> output)
    {
        var rest = record[FramedRows.LengthBytes..];
        for (var isFirst = true; !rest.IsEmpty; isFirst = false)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
            WriteCell(rest.Slice(FramedRows.LengthBytes, length), isFirst, output);
            rest = rest[(FramedRows.LengthBytes + length)..];
        }
        output.Write("\n"u8);
    }

    /// <inheritdoc/>
    public long OriginalLength(ReadOnlySpan<byte> blockBytes) => blockBytes.Length;

    static void WriteCell(ReadOnlySpan<byte> value, bool isFirst, IBufferWriter<byte> output)
    {
        output.Write(isFirst ? "\""u8 : ",\""u8);
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
