using System.Buffers.Text;
using System.Text;

namespace Etl.Core.Conditions;

/// <summary>
/// The two comparisons that conditions are made of, on UTF-8 bytes: everything that evaluates a condition, a batch or a store, uses these,
/// so that a condition means the same everywhere.
/// </summary>
public static class ConditionText
{
    /// <summary>Most digits of a number; longer ones are compared as text.</summary>
    public const int DigitsMax = 28;

    /// <summary>
    /// Less than 0, 0 or more than 0. As numbers when both sides are decimal numbers (<c>-?(0|[1-9][0-9]*)(\.[0-9]+)?</c> of at most 28 digits: no plus sign
    /// and no leading zero, so phone numbers and postal codes stay text), else byte by byte, which is the order of code points.
    /// </summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        TryParseNumber(left, out var leftNumber) && TryParseNumber(right, out var rightNumber)
            ? leftNumber.CompareTo(rightNumber)
            : left.SequenceCompareTo(right);

    /// <summary>
    /// True when the whole value matches the pattern: <c>%</c> is any run of characters, <c>_</c> is one character (one code point), ASCII letters match
    /// in either case, everything else must be equal. There is no escape character.
    /// </summary>
    public static bool Like(ReadOnlySpan<byte> value, ReadOnlySpan<byte> pattern)
    {
        // Greedy with one point to come back to, the last "%": linear in memory, and value × pattern steps at most.
        var (at, patternAt, backAt, backPatternAt) = (0, 0, 0, -1);
        while (at < value.Length)
        {
            if (patternAt < pattern.Length && pattern[patternAt] == '%')
            {
                (backAt, backPatternAt) = (at, patternAt++);
            }
            else if (patternAt < pattern.Length && pattern[patternAt] == '_')
            {
                at += CharacterLength(value[at..]);
                patternAt++;
            }
            else if (patternAt < pattern.Length && Lower(pattern[patternAt]) == Lower(value[at]))
            {
                at++;
                patternAt++;
            }
            else if (backPatternAt >= 0)
            {
                backAt += CharacterLength(value[backAt..]);
                (at, patternAt) = (backAt, backPatternAt + 1);
            }
            else
            {
                return false;
            }
        }
        return pattern[patternAt..].IndexOfAnyExcept((byte)'%') < 0;
    }

    /// <summary>True for what <see cref="Compare"/> takes for a number.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var digits = text is [(byte)'-', ..] ? text[1..] : text;
        if (digits.IsEmpty || digits.Length > DigitsMax + 1 || !char.IsAsciiDigit((char)digits[0]))
        {
            return false;
        }
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        return whole.Length + fraction.Length <= DigitsMax
            && (whole.Length == 1 || whole[0] != '0')
            && whole.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && fraction.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && (point < 0 || !fraction.IsEmpty);
    }

    static bool TryParseNumber(ReadOnlySpan<byte> text, out decimal number)
    {
        number = 0;
        return IsNumber(text) && Utf8Parser.TryParse(text, out number, out var used) && used == text.Length;
    }

    static int CharacterLength(ReadOnlySpan<byte> value)
    {
        Rune.DecodeFromUtf8(value, out _, out var length);
        return length;
    }

    static int Lower(byte value) => char.IsAsciiLetterUpper((char)value) ? value | 0x20 : value;
}
