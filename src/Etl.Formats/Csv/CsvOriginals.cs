using System.Buffers;
using Etl.Core.Contracts;
using Etl.Formats.Encodings;

namespace Etl.Formats.Csv;

/// <summary>Writes records of a delimited input as they stood there, in its own encoding.</summary>
sealed class CsvOriginals : IOriginalWriter
{
    readonly OriginalEncoding encoding;
    readonly byte[] lineEnd;

    public CsvOriginals(CsvDialect dialect, OriginalEncoding encoding)
    {
        this.encoding = encoding;
        lineEnd = dialect.LineEnd;
        var preamble = new ArrayBufferWriter<byte>();
        encoding.Write(dialect.Opening, preamble);
        Preamble = preamble.WrittenMemory;
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Preamble { get; }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> record, IBufferWriter<byte> output)
    {
        encoding.Write(record, output);
        if (record.IsEmpty || record[^1] is not ((byte)'\n' or (byte)'\r'))
        {
            encoding.Write(lineEnd, output);
        }
    }

    /// <inheritdoc/>
    public long OriginalLength(ReadOnlySpan<byte> blockBytes) => encoding.Length(blockBytes);
}
