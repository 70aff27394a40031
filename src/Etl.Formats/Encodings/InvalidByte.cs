namespace Etl.Formats.Encodings;

/// <summary>
/// How a byte that is not valid in the source's encoding travels through UTF-8 without being replaced: as two bytes that
/// no UTF-8 text holds. The record is then found invalid and rejected, and its original byte can be written back exactly.
/// </summary>
/// <remarks>Byte <c>b</c> is <c>0xF8 | b >> 6</c>, <c>0x80 | b &amp; 0x3F</c>; the first is one of 0xF8 … 0xFB.</remarks>
static class InvalidByte
{
    /// <summary>Bytes of a mark.</summary>
    public const int MarkBytes = 2;

    /// <summary>Writes the mark of one byte.</summary>
    public static void Write(byte value, Span<byte> mark)
    {
        mark[0] = (byte)(0xF8 | (value >> 6));
        mark[1] = (byte)(0x80 | (value & 0x3F));
    }

    /// <summary>Index of the first mark, or −1.</summary>
    public static int IndexOf(ReadOnlySpan<byte> text) => text.IndexOfAnyInRange((byte)0xF8, (byte)0xFB);

    /// <summary>The byte that a mark stands for.</summary>
    public static byte Read(ReadOnlySpan<byte> mark) => (byte)(((mark[0] & 3) << 6) | (mark[1] & 0x3F));
}
