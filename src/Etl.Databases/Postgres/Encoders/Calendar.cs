namespace Etl.Databases.Postgres.Encoders;

/// <summary>The proleptic Gregorian calendar in days and microseconds since 2000-01-01, and the ranges of the server's types.</summary>
static class Calendar
{
    /// <summary>Microseconds of a day.</summary>
    public const long DayMicroseconds = 86_400_000_000;

    /// <summary>1970-01-01.</summary>
    public const int EpochDays = -10_957;

    /// <summary>The last year of any type.</summary>
    public const int YearMax = 5_874_897;

    // 4714-11-24 BC, day 0 of the Julian period, and the ends of date and timestamp.
    const int FirstDay = -2_451_545;
    const int DateEnd = 2_147_483_494 - 2_451_545;
    const int TimestampEnd = 109_203_528 - 2_451_545;

    static ReadOnlySpan<byte> MonthLengths => [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// <summary>True when the type date holds the day.</summary>
    public static bool IsDate(int days) => days is >= FirstDay and < DateEnd;

    /// <summary>True when the day, give or take one for an offset, may be one of the type timestamp.</summary>
    public static bool IsNearTimestamp(int days) => days is >= FirstDay - 1 and <= TimestampEnd;

    /// <summary>True when the type timestamp holds the moment.</summary>
    public static bool IsTimestamp(long moment) =>
        moment is >= FirstDay * DayMicroseconds and < TimestampEnd * DayMicroseconds;

    /// <summary>True when the month has that day; year 0 is 1 BC.</summary>
    public static bool IsDay(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= MonthLengths[month - 1] + (month == 2 && IsLeap(year) ? 1 : 0);

    /// <summary>Days since 2000-01-01; year 0 is 1 BC.</summary>
    public static int Days(int year, int month, int day)
    {
        // Years start in March, so that the leap day is the last one, and are counted in eras of 400 years.
        long shifted = month <= 2 ? year - 1 : year;
        var era = (shifted >= 0 ? shifted : shifted - 399) / 400;
        var yearOfEra = shifted - era * 400;
        var dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        var dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        // 719,468 days from 0000-03-01 to 1970-01-01.
        return (int)(era * 146_097 + dayOfEra - 719_468 + EpochDays);
    }

    static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
