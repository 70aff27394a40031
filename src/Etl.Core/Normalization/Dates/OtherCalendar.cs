using System.Text;

namespace Etl.Core.Normalization.Dates;

/// <summary>
/// Dates whose year is of another calendar than the Gregorian one. A year 1300 to 1499 is one of Iran or of the Islamic calendar, because no contact was born or
/// stored then; 2400 to 2599 is a year of Thailand where the text or the record is Thai. They are told, not converted: a wrong birthday is worse than one in another form.
/// </summary>
static class OtherCalendar
{
    /// <summary>Bytes of the longest text that is looked at.</summary>
    public const int LengthMax = 64;

    const int NumbersMax = 3;
    const int YearDigits = 4;
    const int PlainDigits = 8;
    const int MonthMax = 12;
    const int DayMax = 32; // Nepal's months; Iran's have up to 31

    /// <summary>True for a year that no Gregorian date of a contact has.</summary>
    public static bool IsPast(int year) => year is >= 1300 and <= 1499;

    /// <summary>True for a year that is one of Thailand in a Thai record.</summary>
    public static bool IsThai(int year) => year is >= 2400 and <= 2599;

    /// <summary>True for a text with letters or digits of Thailand (U+0E00 to U+0E7F).</summary>
    public static bool HasThai(ReadOnlySpan<byte> value) =>
        value.IndexOf((ReadOnlySpan<byte>)[0xE0, 0xB8]) >= 0 || value.IndexOf((ReadOnlySpan<byte>)[0xE0, 0xB9]) >= 0;

    /// <summary>True for a date of another calendar.</summary>
    /// <param name="value">The text, with digits of ASCII.</param>
    /// <param name="isThai">True when the record, or a digit of the value, is Thai.</param>
    public static bool Is(ReadOnlySpan<byte> value, bool isThai)
    {
        if (
            value.Length > LengthMax
            || !TryFindYear(value, out var isDate, out var year, out var count)
            || !(isDate && (IsPast(year) || IsThai(year)))
        )
        {
            return false;
        }
        var hasArabic = false;
        var hasThai = false;
        for (var rest = value; !rest.IsEmpty; )
        {
            Rune.DecodeFromUtf8(rest, out var rune, out var length);
            hasArabic |= rune.Value is >= 0x0600 and <= 0x06FF;
            hasThai |= rune.Value is >= 0x0E00 and <= 0x0E7F;
            if (!IsKnown(rune))
            {
                return false;
            }
            rest = rest[length..];
        }
        var isOther = IsPast(year) ? !hasThai : (hasThai || isThai) && !hasArabic;
        return isOther && (hasArabic || hasThai || count > 1);
    }

    // The year is the only number of four digits; the others are a month and a day, or a day beside the name of a month.
    static bool TryFindYear(ReadOnlySpan<byte> value, out bool isDate, out int year, out int count)
    {
        Span<int> others = stackalloc int[NumbersMax];
        year = 0;
        count = 0;
        isDate = true;
        var otherCount = 0;
        while (TryReadNumber(ref value, out var number, out var digits) && count < NumbersMax)
        {
            count++;
            if (digits == PlainDigits && count == 1)
            {
                year = number / 10000;
                (others[0], others[1], otherCount) = (number / 100 % 100, number % 100, 2);
                count = NumbersMax;
            }
            else if (digits == YearDigits && year == 0)
            {
                year = number;
            }
            else
            {
                isDate &= digits is 1 or 2 && number > 0;
                others[otherCount++] = number;
            }
        }
        var (first, second) = (others[0], others[1]);
        isDate &= otherCount switch
        {
            0 => true,
            1 => first <= DayMax,
            2 => Math.Min(first, second) <= MonthMax && Math.Max(first, second) <= DayMax,
            _ => false,
        };
        return year > 0;
    }

    static bool TryReadNumber(ref ReadOnlySpan<byte> value, out int number, out int digits)
    {
        number = 0;
        digits = 0;
        var start = value.IndexOfAnyInRange((byte)'0', (byte)'9');
        // A time of day behind the date is no part of it.
        if (start < 0 || value[..start].Contains((byte)'T'))
        {
            return false;
        }
        value = value[start..];
        while (!value.IsEmpty && value[0] is >= (byte)'0' and <= (byte)'9')
        {
            number = digits < PlainDigits ? 10 * number + value[0] - '0' : number;
            digits++;
            value = value[1..];
        }
        return true;
    }

    // Letters of ASCII are none but those of a time (2024-03-12T10:00Z): a month's English name makes a date Gregorian.
    static bool IsKnown(Rune rune) =>
        rune.Value is >= '0' and <= '9' or ' ' or '-' or '/' or '.' or ',' or ':' or 'T' or 'Z' or '+'
        || rune.Value is >= 0x0600 and <= 0x06FF or >= 0x0E00 and <= 0x0E7F or 0x200C;
}
