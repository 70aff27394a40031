namespace Etl.Core.Normalization.Phones;

/// <summary>The letters O, I and l that were typed or scanned for the digits 0 and 1: <c>212-555-O1OO</c>.</summary>
static class PhoneLookalikes
{
    /// <summary>Longest text that is looked at, in bytes.</summary>
    public const int LengthMax = 64;

    // Three letters and more are a word to be dialled, unless all are an O.
    const int RunMax = 2;

    /// <summary>
    /// Writes a text with digits in place of such letters: at most two in a row, or nothing but O, next to a digit or between digits. Returns its
    /// length, that of the text; 0 when it holds no such letters.
    /// </summary>
    public static int Write(ReadOnlySpan<byte> value, Span<byte> destination)
    {
        if (value.Length > LengthMax || !value.ContainsAny("OoIl"u8))
        {
            return 0;
        }
        value.CopyTo(destination);
        var isChanged = false;
        for (var start = 0; start < value.Length; )
        {
            var end = EndOfRun(value, start);
            if (end > start && IsSlip(value[start..end]) && StandsAmongDigits(value, start, end))
            {
                Replace(destination[start..end]);
                isChanged = true;
            }
            start = Math.Max(end, start + 1);
        }
        return isChanged ? value.Length : 0;
    }

    /// <summary>True for a letter that looks like 0 or 1.</summary>
    public static bool IsAlike(byte letter) => letter is (byte)'O' or (byte)'o' or (byte)'I' or (byte)'l';

    static int EndOfRun(ReadOnlySpan<byte> value, int start)
    {
        while (start < value.Length && (char.IsAsciiLetter((char)value[start]) || value[start] >= 0x80))
        {
            start++;
        }
        return start;
    }

    static bool IsSlip(ReadOnlySpan<byte> run) =>
        !run.ContainsAnyExcept("Oo"u8) || (run.Length <= RunMax && !run.ContainsAnyExcept("OoIl"u8));

    static bool StandsAmongDigits(ReadOnlySpan<byte> value, int start, int end)
    {
        var isBehindDigit = start > 0 && IsDigit(value[start - 1]);
        var isBeforeDigit = end < value.Length && IsDigit(value[end]);
        return isBehindDigit || isBeforeDigit || IsGroup(value, start, end);
    }

    // 212-OO5-0100 and 212-555-OO-12: a group by itself, which a hyphen or a dot joins to digits. Behind a space it may be the word o.
    static bool IsGroup(ReadOnlySpan<byte> value, int start, int end) =>
        start > 1
        && value[start - 1] is (byte)'-' or (byte)'.'
        && IsDigit(value[start - 2])
        && (end == value.Length || (end + 1 < value.Length && !IsSpaceOrLetter(value[end]) && IsDigit(value[end + 1])));

    static bool IsSpaceOrLetter(byte value) => value == ' ' || char.IsAsciiLetter((char)value);

    static bool IsDigit(byte value) => char.IsAsciiDigit((char)value);

    static void Replace(Span<byte> run)
    {
        foreach (ref var letter in run)
        {
            letter = letter is (byte)'O' or (byte)'o' ? (byte)'0' : (byte)'1';
        }
    }
}
