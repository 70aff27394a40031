namespace Etl.Formats.Encodings.EastAsian;

/// <summary>
/// The codes of four bytes of GB18030, in which every character of Unicode has one that has none of two. They are numbered in order; in
/// the first plane ranges of them stand for characters in order, and behind it all do.
/// </summary>
/// <remarks>
/// As "index gb18030 ranges" of the Encoding Standard. The bytes are a lead, a digit, a lead and a digit, so the first two and three tell a
/// code of four from every other.
/// </remarks>
sealed class FourByteCodes
{
    const int Digits = 10;
    const int Leads = 126;
    const byte FirstLead = 0x81;
    const byte LastLead = 0xFE;

    /// <summary>The code that ḿ had before 2005; it got one of two bytes then, and the private character of that one has this since.</summary>
    const int ExchangedPlace = 7457;
    const int Exchanged = 0xE7C7;

    /// <summary>Codes behind it up to <see cref="FirstBeyond"/> stand for nothing.</summary>
    const int LastPlace = 39419;
    const int FirstBeyond = 189000;
    const int FirstPointBeyond = 0x10000;
    const int LastPoint = 0x10FFFF;

    readonly int[] places;
    readonly int[] points;

    /// <summary>Makes them.</summary>
    /// <param name="ranges">The number of a range's first code and its character, by turns, in order.</param>
    public FourByteCodes(ReadOnlySpan<ushort> ranges)
    {
        places = new int[ranges.Length / 2];
        points = new int[places.Length];
        for (var index = 0; index < places.Length; index++)
        {
            (places[index], points[index]) = (ranges[2 * index], ranges[2 * index + 1]);
        }
    }

    /// <summary>True for the first two or three bytes of a code of four.</summary>
    public static bool IsStart(int start) => start > 0xFFFF || (start > 0xFF && IsDigit((byte)start));

    /// <summary>True when a byte goes on with a code of four and does not end it.</summary>
    public static bool GoesOn(int start, byte next) =>
        start <= 0xFF ? IsDigit(next) : start <= 0xFFFF && next is >= FirstLead and <= LastLead;

    /// <summary>True when a byte is the fourth of a code, whether that stands for anything or not.</summary>
    public static bool IsEnd(int start, byte next) => start > 0xFFFF && IsDigit(next);

    /// <summary>The units of UTF-16 that a code stands for, the first one lowest; 0 for none.</summary>
    /// <param name="start">Its first three bytes.</param>
    /// <param name="last">Its last byte.</param>
    public uint Find(int start, byte last)
    {
        var point = IsEnd(start, last) ? PointAt(PlaceOf(start, last)) : 0;
        return point < FirstPointBeyond ? (uint)point : Pair(point);
    }

    /// <summary>The code of a character, 0 when it has none of four bytes.</summary>
    /// <param name="units">Its units of UTF-16, the first one lowest.</param>
    public uint CodeOf(uint units)
    {
        var point = Point(units);
        var place = point < FirstPointBeyond ? PlaceOf(point) : point - FirstPointBeyond + FirstBeyond;
        return point > 0 && PointAt(place) == point ? CodeAt(place) : 0;
    }

    static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    static int PlaceOf(int start, byte last)
    {
        var (first, second, third) = (start >> 16, (byte)(start >> 8), (byte)start);
        return (((first - FirstLead) * Digits + second - '0') * Leads + third - FirstLead) * Digits + last - '0';
    }

    static uint CodeAt(int place)
    {
        var (rest, fourth) = Math.DivRem(place, Digits);
        (rest, var third) = Math.DivRem(rest, Leads);
        var (first, second) = Math.DivRem(rest, Digits);
        return ((uint)(first + FirstLead) << 24)
            | (uint)((second + '0') << 16)
            | (uint)((third + FirstLead) << 8)
            | (uint)(fourth + '0');
    }

    /// <summary>The character of a code, 0 for none.</summary>
    int PointAt(int place) =>
        place switch
        {
            ExchangedPlace => Exchanged,
            <= LastPlace => InRange(place, places, points),
            >= FirstBeyond and <= FirstBeyond + LastPoint - FirstPointBeyond => place - FirstBeyond + FirstPointBeyond,
            _ => 0,
        };

    /// <summary>The code that a character of the first plane has if it has one.</summary>
    int PlaceOf(int point) => point == Exchanged ? ExchangedPlace : InRange(point, points, places);

    /// <summary>What stands for a value in the range that it is in; 0 before the first range.</summary>
    static int InRange(int value, int[] from, int[] to)
    {
        var found = Array.BinarySearch(from, value);
        var range = found < 0 ? ~found - 1 : found;
        return range < 0 ? 0 : to[range] + value - from[range];
    }

    static uint Pair(int point)
    {
        var beyond = (uint)(point - FirstPointBeyond);
        return (0xDC00 + (beyond & 0x3FF)) << 16 | (0xD800 + (beyond >> 10));
    }

    /// <summary>The character of one unit or of a pair of surrogates, 0 for two that are no pair.</summary>
    static int Point(uint units)
    {
        var (first, second) = ((char)units, (char)(units >> 16));
        return second == 0 ? first
            : char.IsSurrogatePair(first, second) ? char.ConvertToUtf32(first, second)
            : 0;
    }
}
