using System.Buffers;
using System.Text;
using Etl.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// Takes the extension off the end of a number: <c>x12</c>, <c>ext. 12</c>, <c>#12</c>, <c>доб. 12</c>, <c>内線12</c>, <c>,12</c> and
/// <c>;ext=12</c>, which is how Etl writes it (RFC 3966).
/// </summary>
static class PhoneExtension
{
    /// <summary>Most digits of an extension.</summary>
    public const int DigitsMax = 10;

    const int ShortDigitsMax = 5;

    /// <summary>What Etl writes before an extension.</summary>
    public static ReadOnlySpan<byte> WrittenMark => ";ext="u8;

    /// <summary>
    /// Splits a number and its extension in the ways that most are written: <c>… x12</c>, <c>… ext. 12</c>, <c>… #12</c>. What it splits,
    /// <see cref="Split"/> does likewise; false for all else.
    /// </summary>
    /// <param name="value">A phone number's text.</param>
    /// <param name="number">What stands before the mark.</param>
    /// <param name="digits">The extension, ASCII digits.</param>
    public static bool TrySplitPlain(
        ReadOnlySpan<byte> value,
        out ReadOnlySpan<byte> number,
        out ReadOnlySpan<byte> digits
    )
    {
        value = value.TrimEnd((byte)' ');
        var start = value.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1;
        digits = value[start..];
        var rest = value[..start].TrimEnd((byte)' ');
        number =
            rest.EndsWith("x"u8) || rest.EndsWith("#"u8) ? rest[..^1]
            : rest.EndsWith("ext."u8) ? rest[..^4]
            : rest.EndsWith("ext"u8) ? rest[..^3]
            : [];
        // A space stands before the mark, so it is a word by itself, and a whole number of zeros is no fraction.
        return digits.Length is > 0 and <= DigitsMax
            && number.EndsWith(" "u8)
            && !(digits[0] == '0' && rest.EndsWith("."u8) && rest.Length == start);
    }

    /// <summary>The value without its extension; the whole value when it has none.</summary>
    /// <param name="value">A phone number's text.</param>
    /// <param name="digits">Where the extension's digits go, ASCII; at least <see cref="DigitsMax"/>.</param>
    /// <param name="count">How many there are.</param>
    public static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> value, Span<byte> digits, out int count)
    {
        var rest = TrimEnd(value, out var hasHash);
        count = 0;
        var room = digits[..DigitsMax];
        while (TryLast(rest, out var rune, out var length) && PhoneWords.DigitOf(rune) is var digit and >= 0)
        {
            if (count == DigitsMax)
            {
                count = 0;
                return value;
            }
            room[DigitsMax - ++count] = (byte)('0' + digit);
            rest = rest[..^length];
        }
        if (count == 0 || !(TrySkipMark(ref rest, hasHash) || TrySkipShortMark(ref rest, count)))
        {
            count = 0;
            return value;
        }
        room[^count..].CopyTo(digits);
        return rest;
    }

    // "ext. 12)", "ext 12." and "- 12#".
    static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> value, out bool hasHash)
    {
        var trimmed = value.TrimEnd(" ).\t"u8);
        trimmed = trimmed.EndsWith("）"u8) ? trimmed[..^"）"u8.Length] : trimmed;
        hasHash = !trimmed.IsEmpty && trimmed[^1] == '#';
        return hasHash ? trimmed[..^1] : trimmed;
    }

    static bool TrySkipMark(ref ReadOnlySpan<byte> rest, bool hasHash)
    {
        var separators = rest;
        rest = rest.TrimEnd(" .:=-\t"u8);
        if (rest.IsEmpty)
        {
            return false;
        }
        if (rest[^1] == '#')
        {
            rest = rest[..^1];
            return true;
        }
        if (TrySkipWord(ref rest))
        {
            rest = rest.TrimEnd(" ,;("u8);
            rest = rest.EndsWith("（"u8) ? rest[..^"（"u8.Length] : rest;
            return true;
        }
        if (rest[^1] is (byte)',' or (byte)';')
        {
            rest = rest.TrimEnd(",;"u8);
            return true;
        }
        return hasHash && separators.Length > rest.Length && separators[^1] is (byte)' ' or (byte)'-';
    }

    // Polish: "(22) 123-45-67 w. 5". The letter is also that of "work", so a whole number must stand before it, and few digits behind.
    static bool TrySkipShortMark(ref ReadOnlySpan<byte> rest, int count)
    {
        var isMark =
            count <= ShortDigitsMax
            && rest.Length > 1
            && (rest[^1] | 0x20) == 'w'
            && rest[^2] is (byte)' ' or (byte)',' or (byte)'(' or (>= (byte)'0' and <= (byte)'9');
        if (!isMark || Digits.Count(rest) < PhoneList.DigitsMin)
        {
            return false;
        }
        rest = rest[..^1].TrimEnd(" ,("u8);
        return true;
    }

    static bool TrySkipWord(ref ReadOnlySpan<byte> rest)
    {
        var before = rest;
        while (TryLast(before, out var rune, out var length) && PhoneWords.IsLetter(rune))
        {
            before = before[..^length];
        }
        if (before.Length == rest.Length || !PhoneWords.IsExtensionMark(rest[before.Length..]))
        {
            return false;
        }
        rest = before;
        return true;
    }

    static bool TryLast(ReadOnlySpan<byte> text, out Rune rune, out int length) =>
        Rune.DecodeLastFromUtf8(text, out rune, out length) == OperationStatus.Done;
}
