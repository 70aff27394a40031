namespace Etl.Core.Normalization.Dates;

/// <summary>A birthday whose year is not known: <c>--05-09</c>, as vCard and ISO 8601:2000 write it.</summary>
static class YearlessDate
{
    /// <summary>The year that address books write for none; a leap year, so that it has all days.</summary>
    public const int UnknownYear = 1604;

    /// <summary>Bytes of the form that is stored.</summary>
    public const int Length = 7;

    /// <summary>Reads <c>--05-09</c>, <c>--0509</c>, or a named month and a day (<c>9 May</c>).</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out int month, out int day)
    {
        month = 0;
        day = 0;
        var isMarked = value.StartsWith("--"u8);
        var scanner = new DateScanner(isMarked ? value[2..] : value);
        if (!scanner.ReadToken(out var first))
        {
            return false;
        }
        if (isMarked && first.DigitCount == 4 && scanner.Rest.IsEmpty)
        {
            (month, day) = (first.Value / 100, first.Value % 100);
            return IsDay(month, day);
        }
        if (scanner.ReadSeparator() == 0 || !scanner.ReadToken(out var second))
        {
            return false;
        }
        scanner.SkipDaySign();
        if (!scanner.Rest.IsEmpty || first.DigitCount > 2 || second.DigitCount > 2)
        {
            return false;
        }
        (month, day) = second.IsMonthName ? (second.Value, first.Value) : (first.Value, second.Value);
        return first.IsMonthName != second.IsMonthName
            ? IsDay(month, day)
            : isMarked && !first.IsMonthName && IsDay(month, day);
    }

    /// <summary>Writes <c>--05-09</c>.</summary>
    public static void Write(Span<byte> output, int month, int day)
    {
        "--"u8.CopyTo(output);
        IsoText.WriteTwoDigits(output[2..], month);
        output[4] = (byte)'-';
        IsoText.WriteTwoDigits(output[5..], day);
    }

    static bool IsDay(int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(UnknownYear, month);
}
