namespace Etl.Core.Normalization.Dates;

/// <summary>A birthday whose year is not known: <c>--05-09</c>, as vCard and ISO 8601:2000 write it.</summary>
static class YearlessDate
{
    /// <summary>The year that address books write for none; a leap year, so that it has all days.</summary>
    public const int UnknownYear = 1604;

    /// <summary>Bytes of the form that is stored.</summary>
    public const int Length = 7;

    const int MonthMax = 12;

    static readonly DateReader unproven = new(DateOrder.Unknown, null);

    /// <summary>Reads <c>--05-09</c>, <c>--0509</c>, a named month and a day (<c>9 May</c>), <c>5月9日</c>, <c>9.5.</c>, or two numbers (<c>5/9</c>).</summary>
    /// <param name="value">The value.</param>
    /// <param name="reader">How two numbers are read that could be either way round.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">1 to 31.</param>
    public static DateVerdict Read(ReadOnlySpan<byte> value, DateReader reader, out int month, out int day)
    {
        month = 0;
        day = 0;
        var isMarked = value.StartsWith("--"u8);
        var scanner = new DateScanner(isMarked ? value[2..] : value);
        if (!scanner.ReadToken(out var first))
        {
            return DateVerdict.Bad;
        }
        if (isMarked && first.DigitCount == 4 && scanner.Rest.IsEmpty)
        {
            (month, day) = (first.Value / 100, first.Value % 100);
            return Judge(month, day);
        }
        var sign = scanner.Rest.TrimStart((byte)' ');
        var isMonthFirst = isMarked || sign.StartsWith("月"u8) || sign.StartsWith("월"u8);
        var separator = scanner.ReadSeparator();
        if (separator == 0 || !scanner.ReadToken(out var second))
        {
            return DateVerdict.Bad;
        }
        scanner.SkipDaySign();
        if (!scanner.Rest.IsEmpty || first.DigitCount > 2 || second.DigitCount > 2)
        {
            return DateVerdict.Bad;
        }
        if (first.IsMonthName || second.IsMonthName)
        {
            (month, day) = second.IsMonthName ? (second.Value, first.Value) : (first.Value, second.Value);
            return first.IsMonthName && second.IsMonthName ? DateVerdict.Bad : Judge(month, day);
        }
        var order = isMonthFirst
            ? DateOrder.MonthDayYear
            : OrderOf(first.Value, second.Value, reader.OrderOf(DateReader.SeparatorOf([separator])));
        (month, day) = order == DateOrder.DayMonthYear ? (second.Value, first.Value) : (first.Value, second.Value);
        var verdict = separator is (byte)'/' or (byte)'-' or (byte)'.' ? Judge(month, day) : DateVerdict.Bad;
        return verdict == DateVerdict.Certain && order == DateOrder.Unknown ? DateVerdict.Ambiguous : verdict;
    }

    /// <summary>The order that two numbers prove, because one of them is no month.</summary>
    public static DateOrder ProofOf(ReadOnlySpan<byte> value)
    {
        var isNumbers = !value.ContainsAnyExcept("0123456789/-"u8) && !value.StartsWith("--"u8);
        if (!isNumbers || Read(value, unproven, out _, out var day) != DateVerdict.Certain || day <= MonthMax)
        {
            return DateOrder.Unknown;
        }
        var scanner = new DateScanner(value);
        scanner.ReadToken(out var first);
        return first.Value == day ? DateOrder.DayMonthYear : DateOrder.MonthDayYear;
    }

    /// <summary>Writes <c>--05-09</c>.</summary>
    public static void Write(Span<byte> output, int month, int day)
    {
        "--"u8.CopyTo(output);
        IsoText.WriteTwoDigits(output[2..], month);
        output[4] = (byte)'-';
        IsoText.WriteTwoDigits(output[5..], day);
    }

    // A point stands behind the day wherever dates are written with it: 5.13. is no date.
    static DateOrder OrderOf(int first, int second, DateOrder order) =>
        first > MonthMax && second <= MonthMax ? DateOrder.DayMonthYear
        : second > MonthMax || first == second ? DateOrder.MonthDayYear
        : order;

    static DateVerdict Judge(int month, int day) =>
        month is >= 1 and <= MonthMax && day >= 1 && day <= DateTime.DaysInMonth(UnknownYear, month)
            ? DateVerdict.Certain
            : DateVerdict.Bad;
}
