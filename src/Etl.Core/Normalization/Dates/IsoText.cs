namespace Etl.Core.Normalization.Dates;

/// <summary>Writes dates and times as ISO 8601.</summary>
static class IsoText
{
    /// <summary>Bytes of a date.</summary>
    public const int DateLength = 10;

    /// <summary>Bytes of the longest date with time, fraction of nine digits and offset.</summary>
    public const int TimestampLengthMax = 40;

    /// <summary>Writes yyyy-MM-dd.</summary>
    public static void WriteDate(Span<byte> output, DateOnly date)
    {
        WriteTwoDigits(output, date.Year / 100);
        WriteTwoDigits(output[2..], date.Year % 100);
        output[4] = (byte)'-';
        WriteTwoDigits(output[5..], date.Month);
        output[7] = (byte)'-';
        WriteTwoDigits(output[8..], date.Day);
    }

    /// <summary>Writes the time behind a date, with the offset when there is one; returns the bytes written.</summary>
    public static int WriteTime(Span<byte> output, TimeText time)
    {
        output[0] = (byte)'T';
        WriteTwoDigits(output[1..], time.Hour);
        output[3] = (byte)':';
        WriteTwoDigits(output[4..], time.Minute);
        output[6] = (byte)':';
        WriteTwoDigits(output[7..], time.Second);
        var count = 9;
        if (!time.Fraction.IsEmpty)
        {
            output[count++] = (byte)'.';
            time.Fraction.CopyTo(output[count..]);
            count += time.Fraction.Length;
        }
        return time.HasOffset ? count + WriteOffset(output[count..], time.OffsetMinutes) : count;
    }

    static int WriteOffset(Span<byte> output, int minutes)
    {
        if (minutes == 0)
        {
            output[0] = (byte)'Z';
            return 1;
        }
        output[0] = minutes < 0 ? (byte)'-' : (byte)'+';
        WriteTwoDigits(output[1..], Math.Abs(minutes) / 60);
        output[3] = (byte)':';
        WriteTwoDigits(output[4..], Math.Abs(minutes) % 60);
        return 6;
    }

    /// <summary>Writes a number below 100 as two digits.</summary>
    public static void WriteTwoDigits(Span<byte> output, int number)
    {
        output[0] = (byte)('0' + number / 10);
        output[1] = (byte)('0' + number % 10);
    }
}
