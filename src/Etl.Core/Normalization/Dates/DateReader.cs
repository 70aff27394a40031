namespace Etl.Core.Normalization.Dates;

/// <summary>Reads a date in the forms that contact files use, and says so when it could mean two days.</summary>
/// <param name="Order">How to read a date whose numbers do not tell.</param>
/// <param name="Today">The day that two-digit years are at or before; null keeps them unread.</param>
readonly record struct DateReader(DateOrder Order, DateOnly? Today)
{
    const int MonthMax = 12;

    /// <summary>The separators of the dates that <see cref="Order"/> counts for. Default: all.</summary>
    public DateSeparators Separators { get; init; } = DateSeparators.All;

    /// <summary>How dates with points are read whose numbers do not tell. Default: the day first, as where points are written.</summary>
    public DateOrder PointOrder { get; init; } = DateOrder.DayMonthYear;

    /// <summary>The separator that stands first in a value.</summary>
    public static DateSeparators SeparatorOf(ReadOnlySpan<byte> value)
    {
        var index = value.IndexOfAny("/-. "u8);
        return index < 0 ? DateSeparators.Other : SeparatorOf(value[index]);
    }

    /// <summary>
    /// How a date of the separator is read whose numbers do not tell. Points have the day before them unless dates with points prove another order; where
    /// other dates of the column prove that the month comes first, nothing is known.
    /// </summary>
    public DateOrder OrderOf(DateSeparators separator)
    {
        if (separator != DateSeparators.Point)
        {
            return (Separators & separator) != 0 ? Order : DateOrder.Unknown;
        }
        var isDoubted =
            PointOrder == DateOrder.DayMonthYear && Separators != DateSeparators.All && Order == DateOrder.MonthDayYear;
        return isDoubted ? DateOrder.Unknown : PointOrder;
    }

    static DateSeparators SeparatorOf(byte separator) =>
        separator switch
        {
            (byte)'/' => DateSeparators.Slash,
            (byte)'-' => DateSeparators.Dash,
            (byte)'.' => DateSeparators.Point,
            _ => DateSeparators.Other,
        };

    /// <summary>Reads the date at the start of <paramref name="value"/>; <paramref name="rest"/> is what follows it.</summary>
    public DateVerdict Read(
        ReadOnlySpan<byte> value,
        out DateOnly date,
        out ReadOnlySpan<byte> rest,
        out bool isCenturyAssumed
    )
    {
        var verdict = ReadPlain(value, out date, out rest, out isCenturyAssumed);
        return verdict == DateVerdict.Bad && Weekdays.TrySkip(ref value)
            ? ReadPlain(value, out date, out rest, out isCenturyAssumed)
            : verdict;
    }

    DateVerdict ReadPlain(
        ReadOnlySpan<byte> value,
        out DateOnly date,
        out ReadOnlySpan<byte> rest,
        out bool isCenturyAssumed
    )
    {
        date = default;
        rest = [];
        isCenturyAssumed = false;
        var scanner = new DateScanner(value);
        if (!scanner.ReadToken(out var first))
        {
            return DateVerdict.Bad;
        }
        if (first.DigitCount == 8)
        {
            rest = scanner.Rest;
            return first.Value == 0 ? DateVerdict.None : JudgeEight(first.Value, out date);
        }
        const int yearDigits = 4;
        var separator = scanner.ReadSeparator();
        if (
            separator == 0
            || !scanner.ReadToken(out var second)
            || scanner.ReadSeparator() == 0
            || !scanner.ReadToken(out var third)
        )
        {
            return DateVerdict.Bad;
        }
        scanner.SkipDaySign();
        rest = first.DigitCount == yearDigits ? scanner.Rest : YearWords.Skip(scanner.Rest);
        return IsNone(first, second, third)
            ? DateVerdict.None
            : Judge(first, second, third, separator, out date, out isCenturyAssumed);
    }

    /// <summary>The order that one date proves, because it has a number beyond 12 where the other order has the month.</summary>
    public DateOrder ProofOf(ReadOnlySpan<byte> value)
    {
        var scanner = new DateScanner(value);
        if (!scanner.ReadToken(out var first))
        {
            return DateOrder.Unknown;
        }
        if (first.DigitCount == 8 && scanner.Rest.IsEmpty)
        {
            return ProofOfEight(first.Value);
        }
        if (
            scanner.ReadSeparator() is 0 or (byte)'.'
            || !scanner.ReadToken(out var second)
            || scanner.ReadSeparator() == 0
            || !scanner.ReadToken(out var third)
            || first.DigitCount is not (1 or 2)
            || second.DigitCount is not (1 or 2)
            || third.DigitCount is not (2 or 4)
            || (third.DigitCount == 2 && value.Contains((byte)'-'))
        )
        {
            return DateOrder.Unknown;
        }
        return
            Read(value, out _, out var rest, out _) == DateVerdict.Bad || !(rest.IsEmpty || TimeText.Read(rest, out _))
            ? DateOrder.Unknown
            : ProvenOrder(first.Value, second.Value);
    }

    DateOrder ProofOfEight(int digits)
    {
        var isYearFirst = Make(digits / 10000, digits / 100 % 100, digits % 100, out _) == DateVerdict.Certain;
        return isYearFirst || JudgeEight(digits, out _) != DateVerdict.Certain
            ? DateOrder.Unknown
            : ProvenOrder(digits / 1_000_000, digits / 10000 % 100);
    }

    /// <summary>The order that a valid date has by its first two numbers.</summary>
    static DateOrder ProvenOrder(int first, int second) =>
        first > MonthMax ? DateOrder.DayMonthYear
        : second > MonthMax ? DateOrder.MonthDayYear
        : DateOrder.Unknown;

    /// <summary>The same for a date with points, of which others prove nothing: <c>03.25.2024</c> has the month first.</summary>
    public DateOrder PointProofOf(ReadOnlySpan<byte> value)
    {
        var scanner = new DateScanner(value);
        return
            scanner.ReadToken(out var first)
            && first.DigitCount is 1 or 2
            && scanner.ReadSeparator() == '.'
            && scanner.ReadToken(out var second)
            && second.DigitCount is 1 or 2
            && scanner.ReadSeparator() == '.'
            && Read(value, out _, out _, out _) != DateVerdict.Bad
            ? ProvenOrder(first.Value, second.Value)
            : DateOrder.Unknown;
    }

    // Zeros alone, the day before the first of a spreadsheet (1900-01-00, 1/0/00), and the first day that programs know (0001-01-01).
    static bool IsNone(DateToken first, DateToken second, DateToken third)
    {
        const int firstYearOfSpreadsheets = 1900;
        var (year, other) = first.DigitCount == 4 ? (first, third) : (third, first);
        if (other.DigitCount > 2 || second.DigitCount > 2)
        {
            return false;
        }
        var hasZero = other.Value == 0 || second.Value == 0;
        var isFirst = other.Value <= 1 && second.Value <= 1;
        return isFirst
            && (
                (hasZero && year.Value is (0 or firstYearOfSpreadsheets))
                || (!hasZero && year.DigitCount == 4 && year.Value == 1)
            );
    }

    DateVerdict Judge(
        DateToken first,
        DateToken second,
        DateToken third,
        byte separator,
        out DateOnly date,
        out bool isCenturyAssumed
    )
    {
        date = default;
        isCenturyAssumed = false;
        if (third.IsMonthName || (first.IsMonthName && second.IsMonthName))
        {
            return DateVerdict.Bad;
        }
        if (first.DigitCount == 4)
        {
            return third.DigitCount <= 2 ? Make(first.Value, second.Value, third.Value, out date) : DateVerdict.Bad;
        }
        if (first.DigitCount > 2 || second.DigitCount > 2 || third.DigitCount is not (2 or 4))
        {
            return DateVerdict.Bad;
        }
        if (first.IsMonthName)
        {
            return WithYear(third, first.Value, second.Value, out date, out isCenturyAssumed);
        }
        if (second.IsMonthName)
        {
            return WithYear(third, second.Value, first.Value, out date, out isCenturyAssumed);
        }
        return JudgeNumbers(first.Value, second.Value, third, separator, out date, out isCenturyAssumed);
    }

    // 19900513, else 13051990, which cannot be both: the years of one would be months of the other.
    DateVerdict JudgeEight(int digits, out DateOnly date)
    {
        const int firstYear = 1900;
        const int lastYear = 2099;
        if (Make(digits / 10000, digits / 100 % 100, digits % 100, out date) == DateVerdict.Certain)
        {
            return DateVerdict.Certain;
        }
        var year = new DateToken(digits % 10000, 4);
        return year.Value is >= firstYear and <= lastYear
            ? JudgeNumbers(digits / 1_000_000, digits / 10000 % 100, year, separator: 0, out date, out _)
            : DateVerdict.Bad;
    }

    DateVerdict JudgeNumbers(
        int first,
        int second,
        DateToken year,
        byte separator,
        out DateOnly date,
        out bool isCenturyAssumed
    )
    {
        var order = OrderOf(SeparatorOf(separator));
        date = default;
        isCenturyAssumed = false;
        if (first == 0 || second == 0)
        {
            return DateVerdict.Bad;
        }
        // 01-02-03 may even start with the year.
        var isYearOpen = separator == '-' && year.DigitCount == 2;
        if (order == DateOrder.Unknown && isYearOpen)
        {
            return DateVerdict.Ambiguous;
        }
        var isDayFirst = first > MonthMax || (second <= MonthMax && order == DateOrder.DayMonthYear);
        if (first <= MonthMax && second <= MonthMax && first != second && order == DateOrder.Unknown)
        {
            return DateVerdict.Ambiguous;
        }
        return isDayFirst
            ? WithYear(year, second, first, out date, out isCenturyAssumed)
            : WithYear(year, first, second, out date, out isCenturyAssumed);
    }

    DateVerdict WithYear(DateToken year, int month, int day, out DateOnly date, out bool isCenturyAssumed)
    {
        isCenturyAssumed = false;
        if (year.DigitCount == 4)
        {
            return Make(year.Value, month, day, out date);
        }
        const int thisCentury = 2000;
        const int lastCentury = 1900;
        if (Today is not { } today)
        {
            var isPossible = Make(thisCentury + year.Value, month, day, out date) == DateVerdict.Certain;
            isPossible |= Make(lastCentury + year.Value, month, day, out _) == DateVerdict.Certain;
            return isPossible ? DateVerdict.CenturyUnknown : DateVerdict.Bad;
        }
        isCenturyAssumed = true;
        var verdict = Make(thisCentury + year.Value, month, day, out date);
        return verdict == DateVerdict.Certain && date <= today
            ? verdict
            : Make(lastCentury + year.Value, month, day, out date);
    }

    static DateVerdict Make(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return DateVerdict.Bad;
        }
        date = new DateOnly(year, month, day);
        return DateVerdict.Certain;
    }
}
