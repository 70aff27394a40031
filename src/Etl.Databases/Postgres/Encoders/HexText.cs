namespace Etl.Databases.Postgres.Encoders;

/// <summary>Hexadecimal digits.</summary>
static class HexText
{
    /// <summary>The value of two digits.</summary>
    public static bool TryByte(byte high, byte low, out byte value)
    {
        var upper = Digit(high);
        var lower = Digit(low);
        value = (byte)(upper << 4 | lower);
        return (upper | lower) >= 0;
    }

    /// <summary>True for 0–9, a–f and A–F.</summary>
    public static bool IsDigit(byte digit) => Digit(digit) >= 0;

    /// <summary>The value of one digit, or −1.</summary>
    public static int Digit(byte digit) =>
        digit switch
        {
            >= (byte)'0' and <= (byte)'9' => digit - '0',
            >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
            _ => -1,
        };
}
