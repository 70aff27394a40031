using System.Text;

namespace Etl.Core.Normalization.Dates;

/// <summary>A time of day as read from text, with the offset that the text states.</summary>
ref struct TimeText
{
    const int FractionDigitsMax = 9;

    ReadOnlySpan<byte> rest;

    /// <summary>Hour, 0 to 23.</summary>
    public int Hour { get; private set; }

    /// <summary>Minute.</summary>
    public int Minute { get; private set; }

    /// <summary>Second.</summary>
    public int Second { get; private set; }

    /// <summary>Digits behind the second's point.</summary>
    public ReadOnlySpan<byte> Fraction { get; private set; }

    /// <summary>True when an offset from UTC is stated.</summary>
    public bool HasOffset { get; private set; }

    /// <summary>Offset from UTC in minutes.</summary>
    public int OffsetMinutes { get; private set; }

    /// <summary>True for midnight sharp.</summary>
    public readonly bool IsMidnight =>
        Hour == 0 && Minute == 0 && Second == 0 && !Fraction.ContainsAnyExcept((byte)'0');

    /// <summary>The time of a second of the day.</summary>
    public static TimeText OfSecond(int second) =>
        new()
        {
            Hour = second / 3600,
            Minute = second / 60 % 60,
            Second = second % 60,
        };

    /// <summary>Reads what follows a date: <c>T14:05:06.5+02:00</c>, <c> 2:05 PM</c>, <c>T140506Z</c>; false when it is no time.</summary>
    public static bool Read(ReadOnlySpan<byte> text, out TimeText time)
    {
        time = default;
        if (text[0] is not ((byte)'T' or (byte)'t' or (byte)' ' or (byte)','))
        {
            return false;
        }
        time.rest = text[1..].TrimStart((byte)' ');
        return time.ReadClock() && time.ReadHalf() && time.ReadOffset();
    }

    bool ReadClock()
    {
        if (!ReadNumber(ref rest, 2, out var hour))
        {
            return false;
        }
        var hasColons = !rest.IsEmpty && rest[0] == ':';
        rest = hasColons ? rest[1..] : rest;
        if (!ReadNumber(ref rest, 2, out var minute))
        {
            return false;
        }
        var second = 0;
        var hasSecond = !rest.IsEmpty && (hasColons ? rest[0] == ':' : rest[0] is >= (byte)'0' and <= (byte)'9');
        if (hasSecond)
        {
            rest = hasColons ? rest[1..] : rest;
            if (!ReadNumber(ref rest, 2, out second))
            {
                return false;
            }
            ReadFraction();
        }
        (Hour, Minute, Second) = (hour, minute, second);
        return hour <= 23 && minute <= 59 && second <= 59;
    }

    void ReadFraction()
    {
        if (rest.Length < 2 || rest[0] is not ((byte)'.' or (byte)',') || rest[1] is < (byte)'0' or > (byte)'9')
        {
            return;
        }
        var digits = rest[1..];
        var count = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        count = count < 0 ? digits.Length : count;
        Fraction = digits[..Math.Min(count, FractionDigitsMax)];
        rest = digits[count..];
    }

    bool ReadHalf()
    {
        var half = rest.TrimStart((byte)' ');
        if (half.Length < 2 || (half[1] | 0x20) != 'm' || (half[0] | 0x20) is not ('a' or 'p'))
        {
            return true;
        }
        var isAfternoon = (half[0] | 0x20) == 'p';
        rest = half[2..];
        if (Hour is < 1 or > 12)
        {
            return false;
        }
        Hour = Hour % 12 + (isAfternoon ? 12 : 0);
        return true;
    }

    bool ReadOffset()
    {
        rest = rest.Trim((byte)' ');
        if (rest.IsEmpty)
        {
            return true;
        }
        HasOffset = true;
        if (
            (rest.Length == 1 && (rest[0] | 0x20) == 'z')
            || Ascii.EqualsIgnoreCase(rest, "utc"u8)
            || Ascii.EqualsIgnoreCase(rest, "gmt"u8)
        )
        {
            return true;
        }
        var isNegative = rest[0] == '-';
        if (!isNegative && rest[0] != '+')
        {
            return false;
        }
        rest = rest[1..];
        if (!ReadNumber(ref rest, 2, out var hours))
        {
            return false;
        }
        rest = !rest.IsEmpty && rest[0] == ':' ? rest[1..] : rest;
        var minutes = 0;
        var isRead = rest.IsEmpty || (ReadNumber(ref rest, 2, out minutes) && rest.IsEmpty);
        OffsetMinutes = (isNegative ? -1 : 1) * (60 * hours + minutes);
        return isRead && minutes <= 59 && Math.Abs(OffsetMinutes) <= 14 * 60;
    }

    static bool ReadNumber(ref ReadOnlySpan<byte> rest, int digitsMax, out int number)
    {
        number = 0;
        var count = 0;
        while (count < Math.Min(digitsMax, rest.Length) && rest[count] is >= (byte)'0' and <= (byte)'9')
        {
            number = 10 * number + rest[count++] - '0';
        }
        rest = rest[count..];
        return count > 0;
    }
}
