using System.Buffers;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>Bytes that mean something inside a JSON string.</summary>
static class JsonText
{
    /// <summary>The quote, the backslash, and control characters, which must be escaped.</summary>
    public static readonly SearchValues<byte> Special = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Select(value => (byte)value),
        (byte)'"',
        (byte)'\\',
    ]);

    /// <summary>True for four hexadecimal digits.</summary>
    public static bool IsHex(byte a, byte b, byte c, byte d) =>
        HexText.IsDigit(a) && HexText.IsDigit(b) && HexText.IsDigit(c) && HexText.IsDigit(d);

    /// <summary>The value of four hexadecimal digits.</summary>
    public static int Hex(byte a, byte b, byte c, byte d) =>
        HexText.Digit(a) << 12 | HexText.Digit(b) << 8 | HexText.Digit(c) << 4 | HexText.Digit(d);
}
