using System.Globalization;

namespace Etl.Core.Normalization.Dates;

/// <summary>
/// Dates of Japan with the letter of an era: <c>R5.3.1</c> is 1 March 2023, <c>S60/5/12</c> is 12 May 1985. The letters are those of forms of Japanese
/// authorities; what they mean outside of Japan is not known.
/// </summary>
static class EraLetter
{
    const int NumberCount = 3;

    // The first and the last day of each era; the law that Japan's calendar follows since 1873 is the Gregorian one.
    static readonly (char Letter, DateOnly First, DateOnly Last)[] eras =
    [
        ('M', new(1873, 1, 1), new(1912, 7, 30)),
        ('T', new(1912, 7, 30), new(1926, 12, 25)),
        ('S', new(1926, 12, 25), new(1989, 1, 7)),
        ('H', new(1989, 1, 8), new(2019, 4, 30)),
        ('R', new(2019, 5, 1), new(2100, 12, 31)),
    ];

    /// <summary>Reads a date with such a letter that lies in its era; false for anything else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out DateOnly date)
    {
        date = default;
        var index = value.IsEmpty ? -1 : IndexOf(value[0]);
        Span<int> numbers = stackalloc int[NumberCount];
        if (index < 0 || !TryReadNumbers(value[1..].TrimStart(" ."u8), numbers))
        {
            return false;
        }
        var era = eras[index];
        // Meiji began in 1868, before the calendar.
        var before = (era.Letter == 'M' ? 1868 : era.First.Year) - 1;
        var (year, month, day) = (before + numbers[0], numbers[1], numbers[2]);
        if (numbers[0] == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }
        date = new DateOnly(year, month, day);
        return date >= era.First && date <= era.Last;
    }

    static int IndexOf(byte letter)
    {
        for (var index = 0; index < eras.Length && char.IsAsciiLetter((char)letter); index++)
        {
            if (eras[index].Letter == (letter & ~0x20))
            {
                return index;
            }
        }
        return -1;
    }

    // Three numbers of one or two digits with one of . / - between each two.
    static bool TryReadNumbers(ReadOnlySpan<byte> value, Span<int> numbers)
    {
        for (var count = 0; count < NumberCount; count++)
        {
            var end = value.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            end = end < 0 ? value.Length : end;
            if (end is < 1 or > 2 || (count < NumberCount - 1) != (end < value.Length))
            {
                return false;
            }
            numbers[count] = int.Parse(value[..end], NumberStyles.None, CultureInfo.InvariantCulture);
            if (end < value.Length && value[end] is not ((byte)'.' or (byte)'/' or (byte)'-'))
            {
                return false;
            }
            value = value[Math.Min(end + 1, value.Length)..];
        }
        return true;
    }
}
