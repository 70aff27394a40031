using System.Globalization;

namespace Etl.Formats.Encodings.Detection;

/// <summary>
/// Recognises UTF-16 without a byte order mark. Every delimiter, digit and line end has a zero byte on the same side, in Chinese
/// text too, and nothing but text comes out: no lone surrogates, no controls, no characters that Unicode does not have.
/// </summary>
static class Utf16Pattern
{
    /// <summary>Two zero bytes in a hundred: a Chinese line of 50 characters with one delimiter and a line end.</summary>
    const int ZeroShare = 50;
    const int CharactersMax = 64 * 1024;

    /// <summary><c>utf-16</c>, <c>utf-16BE</c>, or null.</summary>
    public static string? Find(ReadOnlySpan<byte> head)
    {
        // One vectorized look, which is all that other text costs.
        if (!head.Contains((byte)0))
        {
            return null;
        }
        var zeros = (Even: 0, Odd: 0);
        for (var index = 0; index + 1 < head.Length; index += 2)
        {
            zeros.Even += head[index] == 0 ? 1 : 0;
            zeros.Odd += head[index + 1] == 0 ? 1 : 0;
        }
        var isBigEndian = zeros.Even > zeros.Odd;
        var (right, wrong) = isBigEndian ? (zeros.Even, zeros.Odd) : (zeros.Odd, zeros.Even);
        return right * ZeroShare >= head.Length && wrong * ZeroShare <= right && IsText(head, isBigEndian)
            ? isBigEndian
                ? "utf-16BE"
                : "utf-16"
            : null;
    }

    static bool IsText(ReadOnlySpan<byte> head, bool isBigEndian)
    {
        var odd = 0;
        var count = Math.Min(head.Length / 2, CharactersMax);
        for (var index = 0; index < count; index++)
        {
            var (high, low) = isBigEndian
                ? (head[2 * index], head[2 * index + 1])
                : (head[2 * index + 1], head[2 * index]);
            odd += IsOdd((char)((high << 8) | low)) ? 1 : 0;
        }
        // A NUL or a damaged character here and there is still text.
        return odd * 200L <= count;
    }

    static bool IsOdd(char character) =>
        char.GetUnicodeCategory(character)
            is UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.Control
        && character is not ('\t' or '\n' or '\r');
}
