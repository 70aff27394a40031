using System.Text;

namespace Etl.Core.Normalization.Dates;

/// <summary>Walks over the numbers and month names of a date's text.</summary>
ref struct DateScanner(ReadOnlySpan<byte> text)
{
    const int DigitsMax = 9;

    static readonly byte[][] monthNames =
    [
        [.. "january"u8],
        [.. "february"u8],
        [.. "march"u8],
        [.. "april"u8],
        [.. "may"u8],
        [.. "june"u8],
        [.. "july"u8],
        [.. "august"u8],
        [.. "september"u8],
        [.. "october"u8],
        [.. "november"u8],
        [.. "december"u8],
    ];

    /// <summary>"Of the year" in Lithuania and Vietnam.</summary>
    static readonly byte[][] words =
    [
        [.. "m. "u8],
        [.. "năm "u8],
    ];

    /// <summary>What has not been read yet.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = text;

    /// <summary>Reads a number or a month's name; false when neither comes next.</summary>
    public bool ReadToken(out DateToken token)
    {
        var rest = Rest;
        var count = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        count = count < 0 ? rest.Length : count;
        if (count is > 0 and <= DigitsMax)
        {
            var number = 0;
            foreach (var digit in rest[..count])
            {
                number = 10 * number + digit - '0';
            }
            token = new DateToken(number, count);
            Rest = rest[count..];
            return true;
        }
        token = default;
        if (count > 0)
        {
            return false;
        }
        if (EraYear.Read(ref rest) is var year and > 0)
        {
            Rest = rest;
            token = new DateToken(year, 4);
            return true;
        }
        if (NumberedMonth.TryRead(rest, out var month, out var length))
        {
            Rest = rest[length..];
            token = new DateToken(month, 0);
            return true;
        }
        return ReadMonthName(out token);
    }

    /// <summary>Passes over what stands between two parts; 0 when there is nothing, otherwise its first byte.</summary>
    public byte ReadSeparator()
    {
        SkipOrdinal();
        var rest = Rest;
        var first = rest.IsEmpty ? (byte)0 : rest[0];
        var sign = rest.TrimStart((byte)' ');
        if (sign.StartsWith("年"u8) || sign.StartsWith("月"u8) || sign.StartsWith("년"u8) || sign.StartsWith("월"u8))
        {
            Rest = sign[3..].TrimStart((byte)' ');
            return (byte)'-';
        }
        const int separatorsMax = 3;
        var count = 0;
        while (
            count < Math.Min(separatorsMax, rest.Length)
            && rest[count] is (byte)'-' or (byte)'/' or (byte)'.' or (byte)' ' or (byte)','
        )
        {
            count++;
        }
        Rest = count > 0 ? SkipWord(rest[count..]) : rest;
        return count == 0 ? (byte)0 : first;
    }

    // 5 de mayo de 2024, 12th of March, 1990 m. gegužės 9 d., tháng 5 năm 1990
    static ReadOnlySpan<byte> SkipWord(ReadOnlySpan<byte> rest)
    {
        foreach (var word in words)
        {
            if (rest.StartsWith(word))
            {
                return rest[word.Length..];
            }
        }
        var isWord =
            rest.Length > 3
            && rest[2] == ' '
            && (Ascii.EqualsIgnoreCase(rest[..2], "de"u8) || Ascii.EqualsIgnoreCase(rest[..2], "of"u8));
        return isWord ? rest[3..] : rest;
    }

    /// <summary>Passes over what may end a date: 日, 일, the th of May 9th, the d. of Lithuania, or the point behind the last number in Hungary, Croatia and Korea.</summary>
    public void SkipDaySign()
    {
        var sign = Rest.TrimStart((byte)' ');
        if (sign.StartsWith("日"u8) || sign.StartsWith("일"u8))
        {
            Rest = sign[3..];
        }
        else if (sign.SequenceEqual("d."u8))
        {
            Rest = [];
        }
        else if (Rest.SequenceEqual("."u8) || (Rest.Length == 2 && IsOrdinal(Rest)))
        {
            Rest = [];
        }
    }

    static bool IsOrdinal(ReadOnlySpan<byte> ending) =>
        Ascii.EqualsIgnoreCase(ending, "st"u8)
        || Ascii.EqualsIgnoreCase(ending, "nd"u8)
        || Ascii.EqualsIgnoreCase(ending, "rd"u8)
        || Ascii.EqualsIgnoreCase(ending, "th"u8)
        || Ascii.EqualsIgnoreCase(ending, "er"u8);

    // 1st, 2nd, 3rd, 12th, 1er, 1º
    void SkipOrdinal()
    {
        var rest = Rest;
        if (rest.StartsWith("º"u8))
        {
            Rest = rest[2..];
            return;
        }
        if (rest.Length >= 3 && rest[2] is (byte)' ' or (byte)',' && IsOrdinal(rest[..2]))
        {
            Rest = rest[2..];
        }
    }

    // The full English name or its first three letters ("sept" too), else a name of another language.
    bool ReadMonthName(out DateToken token)
    {
        token = default;
        var rest = Rest;
        var count = 0;
        while (count < rest.Length && ((rest[count] | 0x20) is (>= 'a' and <= 'z') || rest[count] >= 0x80))
        {
            count++;
        }
        if (count < 3)
        {
            return false;
        }
        var word = rest[..count];
        for (var month = 0; month < monthNames.Length; month++)
        {
            var name = monthNames[month].AsSpan();
            var isName =
                count <= name.Length
                && (count == 3 || count == name.Length || (month == 8 && count == 4))
                && Ascii.EqualsIgnoreCase(word, name[..count]);
            if (isName)
            {
                token = new DateToken(month + 1, 0);
                Rest = rest[count..];
                return true;
            }
        }
        token = new DateToken(MonthNames.Find(word), 0);
        Rest = token.Value > 0 ? rest[count..] : rest;
        return token.Value > 0;
    }
}
