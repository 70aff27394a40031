namespace Etl.Core.Normalization.Dates;

/// <summary>
/// Days as spreadsheets number them: 1 is 1 January 1900, 45123 is 16 July 2023, and a fraction is the time of day. They count a
/// 29 February 1900 that never was, so numbers below it are one day nearer.
/// </summary>
static class SerialDay
{
    /// <summary>The largest number that is taken for a day: 11 January 2119.</summary>
    public const int NumberMax = 80_000;

    const int FalseLeapDay = 60;
    const int FirstYear = 1900;
    const int LastYear = 2100;
    const int SecondsPerDay = 24 * 60 * 60;

    static readonly DateOnly dayZero = new(1899, 12, 30);

    /// <summary>
    /// Reads a number of a day; false for anything else, and for 1900 to 2100, which are rather years.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="date">The day.</param>
    /// <param name="second">Second of the day.</param>
    public static bool TryRead(ReadOnlySpan<byte> value, out DateOnly date, out int second)
    {
        date = default;
        second = 0;
        var point = value.IndexOf((byte)'.');
        var whole = point < 0 ? value : value[..point];
        const int digitsMax = 5;
        if (whole.Length is 0 or > digitsMax || whole.ContainsAnyExceptInRange((byte)'0', (byte)'9') || whole[0] == '0')
        {
            return false;
        }
        var number = 0;
        foreach (var digit in whole)
        {
            number = 10 * number + digit - '0';
        }
        if (number > NumberMax || number == FalseLeapDay || number is >= FirstYear and <= LastYear)
        {
            return false;
        }
        date = dayZero.AddDays(number < FalseLeapDay ? number + 1 : number);
        return point < 0 || TryReadFraction(value[(point + 1)..], out second);
    }

    /// <summary>True for day 0, which spreadsheets show as 1900-01-00 and which stands for no date.</summary>
    public static bool IsNone(ReadOnlySpan<byte> value) => value is [(byte)'0'];

    /// <summary>True for a whole number, which may be negative.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> value)
    {
        var digits = value.StartsWith("-"u8) ? value[1..] : value;
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    static bool TryReadFraction(ReadOnlySpan<byte> digits, out int second)
    {
        second = 0;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }
        const int digitsUsedMax = 12;
        long fraction = 0;
        long unit = 1;
        foreach (var digit in digits[..Math.Min(digitsUsedMax, digits.Length)])
        {
            fraction = 10 * fraction + digit - '0';
            unit *= 10;
        }
        second = (int)Math.Min(SecondsPerDay - 1, (fraction * SecondsPerDay + unit / 2) / unit);
        return true;
    }
}
