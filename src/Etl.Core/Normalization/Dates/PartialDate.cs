namespace Etl.Core.Normalization.Dates;

/// <summary>
/// A date of which only the year is known, or the year and the month: <c>1990</c> and <c>1990-05</c>, which ISO 8601 and vCard have too. Databases
/// write zeros for what is missing (<c>1990-05-00</c>).
/// </summary>
static class PartialDate
{
    /// <summary>Bytes of the longer form that is stored.</summary>
    public const int LengthMax = 7;

    const int FirstYear = 1800;
    const int LastYear = 2100;
    const int MonthMax = 12;

    /// <summary>Reads a year with or without a month; false for anything else.</summary>
    /// <param name="value">The value.</param>
    /// <param name="year">1800 to 2100: other numbers are rather none of years.</param>
    /// <param name="month">1 to 12; 0 when it is not known.</param>
    public static bool TryRead(ReadOnlySpan<byte> value, out int year, out int month)
    {
        year = 0;
        month = 0;
        var scanner = new DateScanner(value);
        if (!scanner.ReadToken(out var first))
        {
            return false;
        }
        if (IsAtEnd(ref scanner))
        {
            year = first.Value;
            return IsYear(first);
        }
        if (scanner.ReadSeparator() == 0 || !scanner.ReadToken(out var second))
        {
            return false;
        }
        var third = default(DateToken);
        if (!IsAtEnd(ref scanner))
        {
            var isRead = scanner.ReadSeparator() != 0 && scanner.ReadToken(out third) && scanner.Rest.IsEmpty;
            return isRead && TryReadZeros(first, second, third, out year, out month);
        }
        var (yearToken, other) = IsYear(first) ? (first, second) : (second, first);
        (year, month) = (yearToken.Value, other.Value);
        return IsYear(yearToken) && other.DigitCount <= 2 && month is >= 1 and <= MonthMax;
    }

    /// <summary>
    /// True for a named month, a hyphen and two digits (<c>Feb-22</c>): people write a day behind the month, spreadsheets the year.
    /// </summary>
    public static bool IsDayOrYear(ReadOnlySpan<byte> value)
    {
        var scanner = new DateScanner(value);
        return scanner.ReadToken(out var name)
            && name.IsMonthName
            && scanner.ReadSeparator() == '-'
            && scanner.ReadToken(out var number)
            && number.DigitCount == 2
            && scanner.Rest.IsEmpty;
    }

    /// <summary>Reads a named month and two digits that are no day: <c>Feb-82</c>; false for anything else.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isYear">True when the column proves that two digits behind a hyphen are a year.</param>
    /// <param name="year">0 to 99.</param>
    /// <param name="month">1 to 12.</param>
    public static bool TryReadShortYear(ReadOnlySpan<byte> value, bool isYear, out int year, out int month)
    {
        const int dayMax = 31;
        var scanner = new DateScanner(value);
        var isRead =
            scanner.ReadToken(out var first) & scanner.ReadSeparator() != 0 & scanner.ReadToken(out var second);
        var (name, number) = first.IsMonthName ? (first, second) : (second, first);
        (year, month) = (number.Value, name.Value);
        return isRead
            && scanner.Rest.IsEmpty
            && name.IsMonthName
            && number.DigitCount == 2
            && (number.Value > dayMax || (isYear && IsDayOrYear(value)));
    }

    /// <summary>Writes <c>1990-05</c> or <c>1990</c> and returns the length.</summary>
    public static int Write(Span<byte> output, int year, int month)
    {
        IsoText.WriteTwoDigits(output, year / 100);
        IsoText.WriteTwoDigits(output[2..], year % 100);
        if (month == 0)
        {
            return 4;
        }
        output[4] = (byte)'-';
        IsoText.WriteTwoDigits(output[5..], month);
        return LengthMax;
    }

    // A zero is no day and no month; the number beside it is the month.
    static bool TryReadZeros(DateToken first, DateToken second, DateToken third, out int year, out int month)
    {
        var (yearToken, other) = IsYear(first) ? (first, third) : (third, first);
        var isZero = IsZero(other) || IsZero(second);
        (year, month) = (yearToken.Value, Math.Max(other.Value, second.Value));
        return isZero && IsYear(yearToken) && other.DigitCount <= 2 && second.DigitCount <= 2 && month <= MonthMax;
    }

    static bool IsZero(DateToken token) => token is { Value: 0, DigitCount: > 0 };

    static bool IsYear(DateToken token) => token is { DigitCount: 4, Value: >= FirstYear and <= LastYear };

    static bool IsAtEnd(ref DateScanner scanner)
    {
        var rest = YearWords.Skip(scanner.Rest);
        return rest.IsEmpty
            || rest.SequenceEqual("年"u8)
            || rest.SequenceEqual("月"u8)
            || rest.SequenceEqual("년"u8)
            || rest.SequenceEqual("월"u8);
    }
}
