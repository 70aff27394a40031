using System.Buffers.Text;

namespace Etl.Databases.Postgres.Reading;

/// <summary>
/// Writes PostgreSQL's dates and time stamps as ISO 8601. Its calendar is longer than that of .NET: infinities and years before
/// the first or behind 9999 are written as the server writes them (<c>infinity</c>, <c>0044-03-15 BC</c>, <c>12024-01-02</c>).
/// </summary>
static class CalendarText
{
    /// <summary>Days from 0000-03-01, where the years of <see cref="WriteDay"/> begin, to 2000-01-01.</summary>
    const int DaysToEpoch = 730_425;

    /// <summary>Days of 400 years, after which the calendar repeats itself.</summary>
    const int DaysPerEra = 146_097;

    const long MicrosecondsPerSecond = 1_000_000;
    const long MicrosecondsPerDay = 86_400 * MicrosecondsPerSecond;
    const int FractionDigits = 6;

    /// <summary>Writes days since 2000-01-01; returns the bytes written.</summary>
    public static int WriteDate(int days, Span<byte> output)
    {
        if (days is int.MaxValue or int.MinValue)
        {
            return WriteInfinity(days > 0, output);
        }
        var count = WriteDay(days, output, out var isBefore);
        return count + WriteEra(isBefore, output[count..]);
    }

    /// <summary>Writes microseconds since 2000-01-01; returns the bytes written.</summary>
    /// <param name="microseconds">The value.</param>
    /// <param name="zone">What stands behind the time.</param>
    /// <param name="output">Has room.</param>
    public static int WriteTimestamp(long microseconds, ReadOnlySpan<byte> zone, Span<byte> output)
    {
        if (microseconds is long.MaxValue or long.MinValue)
        {
            return WriteInfinity(microseconds > 0, output);
        }
        var (days, time) = Math.DivRem(microseconds, MicrosecondsPerDay);
        if (time < 0)
        {
            days--;
            time += MicrosecondsPerDay;
        }
        var count = WriteDay((int)days, output, out var isBefore);
        count += WriteTime(time, output[count..]);
        zone.CopyTo(output[count..]);
        count += zone.Length;
        return count + WriteEra(isBefore, output[count..]);
    }

    /// <summary>
    /// Years that begin in March have their leap day at the end, so months and years follow from the day by division alone
    /// (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    /// </summary>
    static int WriteDay(int days, Span<byte> output, out bool isBefore)
    {
        var day = (long)days + DaysToEpoch;
        var era = (day >= 0 ? day : day - (DaysPerEra - 1)) / DaysPerEra;
        var dayOfEra = (int)(day - era * DaysPerEra);
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / (DaysPerEra - 1)) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var marchMonth = (5 * dayOfYear + 2) / 153;
        var month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        var year = (int)(yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        isBefore = year < 1;
        var count = WriteYear(isBefore ? 1 - year : year, output);
        output[count] = (byte)'-';
        WriteTwoDigits(month, output[(count + 1)..]);
        output[count + 3] = (byte)'-';
        WriteTwoDigits(dayOfYear - (153 * marchMonth + 2) / 5 + 1, output[(count + 4)..]);
        return count + 6;
    }

    static int WriteYear(int year, Span<byte> output)
    {
        if (year > 9999)
        {
            Utf8Formatter.TryFormat(year, output, out var length);
            return length;
        }
        WriteTwoDigits(year / 100, output);
        WriteTwoDigits(year % 100, output[2..]);
        return 4;
    }

    static int WriteTime(long microseconds, Span<byte> output)
    {
        var (seconds, fraction) = Math.DivRem(microseconds, MicrosecondsPerSecond);
        output[0] = (byte)'T';
        WriteTwoDigits((int)(seconds / 3600), output[1..]);
        output[3] = (byte)':';
        WriteTwoDigits((int)(seconds / 60 % 60), output[4..]);
        output[6] = (byte)':';
        WriteTwoDigits((int)(seconds % 60), output[7..]);
        return 9 + WriteFraction((int)fraction, output[9..]);
    }

    /// <summary>Writes the fraction of a second without zeros at its end; nothing when it is zero.</summary>
    static int WriteFraction(int fraction, Span<byte> output)
    {
        if (fraction == 0)
        {
            return 0;
        }
        output[0] = (byte)'.';
        Utf8Formatter.TryFormat(fraction, output[1..], out _, new System.Buffers.StandardFormat('D', FractionDigits));
        return 1 + output.Slice(1, FractionDigits).TrimEnd((byte)'0').Length;
    }

    static int WriteEra(bool isBefore, Span<byte> output)
    {
        if (!isBefore)
        {
            return 0;
        }
        " BC"u8.CopyTo(output);
        return 3;
    }

    static int WriteInfinity(bool isPositive, Span<byte> output)
    {
        var text = isPositive ? "infinity"u8 : "-infinity"u8;
        text.CopyTo(output);
        return text.Length;
    }

    static void WriteTwoDigits(int number, Span<byte> output)
    {
        output[0] = (byte)('0' + number / 10);
        output[1] = (byte)('0' + number % 10);
    }
}
