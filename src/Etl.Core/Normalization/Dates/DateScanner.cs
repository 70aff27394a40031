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
        return count == 0 && ReadMonthName(out token);
    }

    /// <summary>Passes over what stands between two parts; 0 when there is nothing, otherwise its first byte.</summary>
    public byte ReadSeparator()
    {
        SkipOrdinal();
        var rest = Rest;
        var first = rest.IsEmpty ? (byte)0 : rest[0];
        if (rest.StartsWith("年"u8) || rest.StartsWith("月"u8))
        {
            Rest = rest[3..].TrimStart((byte)' ');
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
        Rest = rest[count..];
        return count == 0 ? (byte)0 : first;
    }

    /// <summary>Passes over the 日 that may end a date.</summary>
    public void SkipDaySign()
    {
        if (Rest.StartsWith("日"u8))
        {
            Rest = Rest[3..];
        }
    }

    // 1st, 2nd, 3rd, 12th
    void SkipOrdinal()
    {
        var rest = Rest;
        if (
            rest.Length >= 3
            && rest[2] is (byte)' ' or (byte)','
            && (
                Ascii.EqualsIgnoreCase(rest[..2], "st"u8)
                || Ascii.EqualsIgnoreCase(rest[..2], "nd"u8)
                || Ascii.EqualsIgnoreCase(rest[..2], "rd"u8)
                || Ascii.EqualsIgnoreCase(rest[..2], "th"u8)
            )
        )
        {
            Rest = rest[2..];
        }
    }

    // The full English name or its first three letters ("sept" too).
    bool ReadMonthName(out DateToken token)
    {
        token = default;
        var rest = Rest;
        var count = 0;
        while (count < rest.Length && (rest[count] | 0x20) is >= 'a' and <= 'z')
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
        return false;
    }
}
