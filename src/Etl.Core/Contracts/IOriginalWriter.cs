namespace Etl.Core.Contracts;

/// <summary>Writes records as they stood in their input, so that a rejects file can be edited and imported again.</summary>
public interface IOriginalWriter
{
    /// <summary>Bytes that start the file: byte order mark, <c>sep=</c> line, header, as the input has them.</summary>
    ReadOnlyMemory<byte> Preamble { get; }

    /// <summary>Appends one record's block bytes in the input's own encoding, ended by a line end even when the input's last line had none.</summary>
    void Write(ReadOnlySpan<byte> record, System.Buffers.IBufferWriter<byte> output);

    /// <summary>Length of block bytes in the input's own encoding (equal to their length when that is UTF-8).</summary>
    long OriginalLength(ReadOnlySpan<byte> blockBytes);
}
