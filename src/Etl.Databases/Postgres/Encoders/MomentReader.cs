using System.Buffers.Text;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>
/// Reads dates and times in the forms that mean one thing under every DateStyle: year, month, day (<c>2024-03-12</c>, with
/// <c>/</c> or <c>.</c> too, or <c>20240312</c>), then a time behind T or spaces, with fraction, AM or PM and offset; <c>BC</c> at the end.
/// </summary>
ref struct MomentReader(ReadOnlySpan<byte> text)
{
    const long SecondMicroseconds = 1_000_000;
    const int FractionDigits = 6;
    const int OffsetHoursMax = 15;

    ReadOnlySpan<byte> rest = text;

    /// <summary>Days since 2000-01-01.</summary>
    public int Days { get; private set; }

    /// <summary>Microseconds since midnight; a whole day for 24:00.</summary>
    public long TimeMicroseconds { get; private set; }

    /// <summary>East of UTC.</summary>
    public int OffsetSeconds { get; private set; }

    /// <summary>Reads a date with or without a time; returns null, or the state of a refusal.</summary>
    public string? Read()
    {
        var hasDate = TryReadDate(out var year, out var month, out var day);
        if (!hasDate)
        {
            return SqlState.DateSyntax;
        }
        string? refusal = null;
        if (TrySkipToTime())
        {
            refusal = ReadTime();
        }
        if (refusal == SqlState.DateSyntax)
        {
            return refusal;
        }
        var isBeforeChrist = TrySkipWord("bc"u8);
        if (!rest.IsEmpty)
        {
            return SqlState.DateSyntax;
        }
        // There is no year 0: 1 BC is the one before 1.
        if (year is 0 or > Calendar.YearMax)
        {
            return SqlState.DateOutOfRange;
        }
        year = isBeforeChrist ? 1 - year : year;
        if (!Calendar.IsDay(year, month, day))
        {
            return SqlState.DateOutOfRange;
        }
        Days = Calendar.Days(year, month, day);
        return refusal;
    }

    /// <summary>Reads a time without a date; an offset is ignored.</summary>
    public string? ReadTimeAlone()
    {
        var refusal = ReadTime();
        return refusal == SqlState.DateSyntax || rest.IsEmpty ? refusal : SqlState.DateSyntax;
    }

    bool TryReadDate(out int year, out int month, out int day)
    {
        month = day = 0;
        if (!TryNumber(4, 8, out year, out var length))
        {
            return false;
        }
        if (length == 8)
        {
            (year, month, day) = (year / 10_000, year / 100 % 100, year % 100);
            return true;
        }
        if (rest.IsEmpty || rest[0] is not ((byte)'-' or (byte)'/' or (byte)'.'))
        {
            return false;
        }
        var separator = rest[0];
        return TrySkip(separator)
            && TryNumber(1, 2, out month, out _)
            && TrySkip(separator)
            && TryNumber(1, 2, out day, out _);
    }

    bool TrySkipToTime()
    {
        if (rest is [(byte)'T' or (byte)'t', >= (byte)'0' and <= (byte)'9', ..])
        {
            rest = rest[1..];
            return true;
        }
        return TrySkipSpaces() && !rest.IsEmpty && (uint)(rest[0] - '0') <= 9;
    }

    /// <summary>A range is only found wrong when the whole time could be read, so that a syntax error comes first.</summary>
    string? ReadTime()
    {
        if (!TryNumber(1, 2, out var hour, out _) || !TrySkip((byte)':') || !TryNumber(1, 2, out var minute, out _))
        {
            return SqlState.DateSyntax;
        }
        var second = 0;
        var fraction = 0L;
        if (TrySkip((byte)':') && (!TryNumber(1, 2, out second, out _) || !TryFraction(out fraction)))
        {
            return SqlState.DateSyntax;
        }
        TrySkipSpaces();
        var isOutOfRange = false;
        if (TrySkipWord("am"u8))
        {
            isOutOfRange = hour > 12;
            hour = hour == 12 ? 0 : hour;
        }
        else if (TrySkipWord("pm"u8))
        {
            isOutOfRange = hour > 12;
            hour = hour < 12 ? hour + 12 : hour;
        }
        TrySkipSpaces();
        var refusal = ReadOffset();
        TrySkipSpaces();
        TimeMicroseconds = ((hour * 60 + minute) * 60 + second) * SecondMicroseconds + fraction;
        isOutOfRange |= minute > 59 || second > 60 || (second == 60 && fraction > 0);
        return refusal
            ?? (isOutOfRange || TimeMicroseconds > Calendar.DayMicroseconds ? SqlState.DateOutOfRange : null);
    }

    bool TryFraction(out long microseconds)
    {
        microseconds = 0;
        if (!TrySkip((byte)'.'))
        {
            return true;
        }
        var length = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = rest[..(length < 0 ? rest.Length : length)];
        rest = rest[digits.Length..];
        if (digits.Length > FractionDigits)
        {
            return TryLongFraction(digits, out microseconds);
        }
        for (var index = 0; index < FractionDigits; index++)
        {
            microseconds = microseconds * 10 + (index < digits.Length ? digits[index] - '0' : 0);
        }
        return true;
    }

    /// <summary>More digits than microseconds hold are rounded by way of a binary fraction, as the server does.</summary>
    static bool TryLongFraction(ReadOnlySpan<byte> digits, out long microseconds)
    {
        const int DigitsMax = 40;
        Span<byte> number = stackalloc byte[DigitsMax + 2];
        "0."u8.CopyTo(number);
        digits = digits[..Math.Min(DigitsMax, digits.Length)];
        digits.CopyTo(number[2..]);
        var isNumber = Utf8Parser.TryParse(number[..(digits.Length + 2)], out double fraction, out _);
        microseconds = (long)Math.Round(fraction * SecondMicroseconds, MidpointRounding.ToEven);
        return isNumber;
    }

    /// <summary>Z, UTC, GMT, or ±hh, ±hhmm, ±hh:mm and ±hh:mm:ss; nothing is fine too.</summary>
    string? ReadOffset()
    {
        if (TrySkipWord("z"u8) || TrySkipWord("utc"u8) || TrySkipWord("gmt"u8))
        {
            return null;
        }
        if (rest is not [(byte)'+' or (byte)'-', ..])
        {
            return null;
        }
        var sign = rest[0] == (byte)'-' ? -1 : 1;
        rest = rest[1..];
        if (!TryNumber(1, 4, out var hours, out var length))
        {
            return SqlState.DateSyntax;
        }
        var minutes = 0;
        var seconds = 0;
        if (length > 2)
        {
            (hours, minutes) = (hours / 100, hours % 100);
        }
        else if (TrySkip((byte)':'))
        {
            if (!TryNumber(1, 2, out minutes, out _) || (TrySkip((byte)':') && !TryNumber(1, 2, out seconds, out _)))
            {
                return SqlState.DateSyntax;
            }
        }
        OffsetSeconds = sign * ((hours * 60 + minutes) * 60 + seconds);
        return hours > OffsetHoursMax || minutes > 59 || seconds > 59 ? SqlState.OffsetOutOfRange : null;
    }

    bool TryNumber(int lengthMin, int lengthMax, out int number, out int length)
    {
        number = 0;
        length = 0;
        while (length < rest.Length && (uint)(rest[length] - '0') <= 9)
        {
            if (length == lengthMax)
            {
                return false;
            }
            number = number * 10 + (rest[length++] - '0');
        }
        rest = rest[length..];
        return length >= lengthMin;
    }

    bool TrySkip(byte value)
    {
        var isThere = !rest.IsEmpty && rest[0] == value;
        rest = isThere ? rest[1..] : rest;
        return isThere;
    }

    bool TrySkipSpaces()
    {
        var length = rest.IndexOfAnyExcept((byte)' ');
        var count = length < 0 ? rest.Length : length;
        rest = rest[count..];
        return count > 0;
    }

    /// <summary>Skips a word in lower or upper case at whose end no other letter stands.</summary>
    bool TrySkipWord(ReadOnlySpan<byte> word)
    {
        var isThere =
            rest.Length >= word.Length
            && System.Text.Ascii.EqualsIgnoreCase(rest[..word.Length], word)
            && (rest.Length == word.Length || !char.IsAsciiLetter((char)rest[word.Length]));
        rest = isThere ? rest[word.Length..] : rest;
        return isThere;
    }
}
