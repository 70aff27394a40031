using System.Buffers;
using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>Tells whether a text is all in capitals or all in small letters.</summary>
static class NameCase
{
    const int CaselessLength = 3;
    const int ContinuationMask = 0xC0;
    const int Continuation = 0x80;

    /// <summary>True when the text has letters in capitals, two or more, and no small one.</summary>
    public static bool IsCapitals(ReadOnlySpan<byte> value)
    {
        Count(value, out var upper, out var lower);
        return upper > 1 && lower == 0;
    }

    /// <summary>
    /// True when all letters of the value are of one case and there are two or more of them, so that its case says nothing. Letters
    /// without case count for nothing.
    /// </summary>
    public static bool IsUniform(ReadOnlySpan<byte> value)
    {
        // The usual name has a capital and a small letter behind it; nearly every other has both somewhere.
        if (
            value.Length > 1
            && StartsWithCapital(value)
            && (value[1] is >= (byte)'a' and <= (byte)'z' || value[1..].ContainsAnyInRange((byte)'a', (byte)'z'))
        )
        {
            return false;
        }
        Count(value, out var upper, out var lower);
        return upper + lower > 1 && (upper == 0 || lower == 0);
    }

    /// <summary>
    /// True for the scripts whose names are written with a capital: Latin, Greek, Cyrillic and Armenian. Georgian has capitals that
    /// names do not take.
    /// </summary>
    public static bool IsCased(Rune rune) =>
        rune.Value is < 0x0590 or (>= 0x1E00 and <= 0x1FFF) or (>= 0x2C60 and <= 0x2C7F) or (>= 0xA640 and <= 0xA7FF);

    // A to Z, and À to Þ in their two bytes but for ×.
    static bool StartsWithCapital(ReadOnlySpan<byte> value) =>
        value[0] is >= (byte)'A' and <= (byte)'Z' || (value[0] == 0xC3 && value[1] is >= 0x80 and <= 0x9E and not 0x97);

    // A well-formed character of three bytes in scripts without case. E1, E2 and EA start characters of both kinds.
    static bool StartsWithCaseless(ReadOnlySpan<byte> value) =>
        value.Length >= CaselessLength
        && value[0] is >= 0xE3 and <= 0xEC or 0xEE or 0xEF
        && value[0] != 0xEA
        && (value[1] & ContinuationMask) == Continuation
        && (value[2] & ContinuationMask) == Continuation;

    // Up to where it is sure that there are both.
    static void Count(ReadOnlySpan<byte> value, out int upper, out int lower)
    {
        upper = 0;
        lower = 0;
        while (!value.IsEmpty && (upper == 0 || lower == 0))
        {
            if (value[0] < 0x80)
            {
                upper += value[0] is >= (byte)'A' and <= (byte)'Z' ? 1 : 0;
                lower += value[0] is >= (byte)'a' and <= (byte)'z' ? 1 : 0;
                value = value[1..];
                continue;
            }
            if (StartsWithCaseless(value))
            {
                value = value[CaselessLength..];
                continue;
            }
            if (Rune.DecodeFromUtf8(value, out var rune, out var length) != OperationStatus.Done)
            {
                (upper, lower) = (1, 1);
                return;
            }
            upper += IsCased(rune) && Rune.IsUpper(rune) ? 1 : 0;
            lower += IsCased(rune) && Rune.IsLower(rune) && rune.Value != 0xDF ? 1 : 0;
            value = value[length..];
        }
    }
}
