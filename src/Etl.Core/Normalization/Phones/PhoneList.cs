using System.Text;
using Etl.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// Cuts a cell into what may be several numbers: at <c>;</c> <c>,</c> <c>|</c> and line breaks, at the word or, and before a + behind
/// digits; at <c>/</c> only when asked, because area codes end with one, too. A part with too few digits for a number (an
/// extension, words) belongs to the part before it.
/// </summary>
static class PhoneList
{
    /// <summary>Most parts that a cell is cut into; what is behind them belongs to the last.</summary>
    public const int PartsMax = 16;

    /// <summary>Digits of a number that stands in a list; what has fewer is an extension, or the end of a number that the list varies.</summary>
    public const int DigitsMin = 7;

    /// <summary>Places the parts in <paramref name="parts"/>, which has room for <see cref="PartsMax"/>, and counts them.</summary>
    public static int Cut(ReadOnlySpan<byte> value, bool isCutAtSlash, Span<FieldSpan> parts)
    {
        var count = 0;
        var start = 0;
        var at = 0;
        while (at < value.Length)
        {
            var separator = SeparatorLength(value, at, start, isCutAtSlash);
            if (separator == 0 && !IsSecondPlus(value, at, start))
            {
                at++;
                continue;
            }
            Add(value, start, at, parts, ref count);
            at += Math.Max(1, separator);
            start = separator == 0 ? at - 1 : at;
        }
        Add(value, start, value.Length, parts, ref count);
        return count;
    }

    /// <summary>Length of what stands from <paramref name="start"/> up to the next divider, a slash among them, or the end.</summary>
    public static int PieceLength(ReadOnlySpan<byte> value, int start)
    {
        var at = start;
        while (at < value.Length && SeparatorLength(value, at, 0, isCutAtSlash: true) == 0)
        {
            at++;
        }
        return at - start;
    }

    /// <summary>Length of the divider at a place that <see cref="PieceLength"/> found.</summary>
    public static int DividerLength(ReadOnlySpan<byte> value, int at) =>
        SeparatorLength(value, at, 0, isCutAtSlash: true);

    /// <summary>
    /// Need of a field with the targets <c>other_phone</c>, <c>home_phone</c> and <c>mobile</c>: the first for a second number, the second for a
    /// third one, the rest for what is behind all of them.
    /// </summary>
    public static int NeedThree(ReadOnlySpan<byte> value) => Need(value, 3);

    /// <summary>The same for a field with the targets <c>other_phone</c> and <c>home_phone</c>.</summary>
    public static int NeedTwo(ReadOnlySpan<byte> value) => Need(value, 2);

    /// <summary>The same for a field whose only target is <c>other_phone</c>.</summary>
    public static int NeedOne(ReadOnlySpan<byte> value) => Need(value, 1);

    /// <summary>The same for a field without targets.</summary>
    public static int NeedNone(ReadOnlySpan<byte> value) => Need(value, 0);

    static int Need(ReadOnlySpan<byte> value, int targetCount)
    {
        const int both = 2;
        Span<FieldSpan> parts = stackalloc FieldSpan[PartsMax];
        var others = Cut(value, isCutAtSlash: true, parts) - 1;
        if (others < 1)
        {
            return 0;
        }
        var targets = (1 << Math.Min(Math.Min(others, both), targetCount)) - 1;
        return others > targetCount ? targets | (1 << targetCount) : targets;
    }

    static void Add(ReadOnlySpan<byte> value, int start, int end, Span<FieldSpan> parts, ref int count)
    {
        var isNumber = CountDigits(value[start..end]) >= DigitsMin;
        if (isNumber && count < PartsMax)
        {
            // Words before the first number belong to it.
            var from = count == 0 ? 0 : start;
            parts[count++] = new FieldSpan(from, end - from);
        }
        else if (count > 0)
        {
            var last = parts[count - 1];
            parts[count - 1] = new FieldSpan(last.Offset, end - last.Offset);
        }
    }

    static bool IsSecondPlus(ReadOnlySpan<byte> value, int at, int start) =>
        value[at] == '+' && CountDigits(value[start..at]) >= DigitsMin;

    static int SeparatorLength(ReadOnlySpan<byte> value, int at, int start, bool isCutAtSlash) =>
        value[at] switch
        {
            (byte)';' => value[(at + 1)..].StartsWith("ext="u8) ? 0 : 1,
            (byte)',' or (byte)'|' or (byte)'\n' or (byte)'\r' or (byte)'&' => 1,
            (byte)'/' => isCutAtSlash && CountDigits(value[start..at]) >= DigitsMin ? 1 : 0,
            (byte)':' => value[at..].StartsWith(":::"u8) ? 3 : 0,
            (byte)' ' => WordLength(value[at..]),
            0xE3 => value[at..].StartsWith("、"u8) ? 3 : 0,
            0xEF => value[at..].StartsWith("；"u8) || value[at..].StartsWith("，"u8) ? 3 : 0,
            _ => 0,
        };

    // The space behind the word stays.
    static int WordLength(ReadOnlySpan<byte> rest)
    {
        var end = rest[1..].IndexOf((byte)' ');
        var word = end < 0 ? [] : rest.Slice(1, end);
        return PhoneWords.IsOr(word) ? 1 + word.Length : 0;
    }

    static int CountDigits(ReadOnlySpan<byte> text)
    {
        var count = Digits.Count(text);
        if (count >= DigitsMin || Ascii.IsValid(text))
        {
            return count;
        }
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var length);
            count += !rune.IsAscii && PhoneWords.DigitOf(rune) >= 0 ? 1 : 0;
            text = text[length..];
        }
        return count;
    }
}
