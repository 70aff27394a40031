using System.Buffers;
using System.Text;
using Etl.Core.Normalization.Phones.Plans;
using Etl.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// Tells digits behind a number and words, which may be a second number, or an extension with a word that is not known:
/// <c>089 123456 und 57</c>. They are never removed as words are.
/// </summary>
static class PhoneRest
{
    // Of digits whose plan is not known, as many as a number has.
    const int NumberDigitsMin = 7;

    // Of letters glued to digits, fewer are a sign of their own.
    const int WordLettersMin = 3;

    static readonly SearchValues<byte> asciiLetters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8
    );

    /// <summary>True when such digits stand behind a number that is possible at least, and are no remark (see <see cref="PhoneRemark"/>).</summary>
    public static bool MayHoldNumber(ReadOnlySpan<byte> value, PhonePlan? region)
    {
        Span<byte> extension = stackalloc byte[PhoneExtension.DigitsMax];
        var body = PhoneExtension.Split(value, extension, out _);
        var end = NumberEnd(body);
        return end < body.Length
            && Digits.Count(body[end..]) > 0
            && StandsApart(body, end)
            && !PhoneRemark.AreWords(body[end..])
            && IsNumber(body[..end], region);
    }

    // Where the first run of digits, separators and a + ends; the whole length when nothing else follows.
    static int NumberEnd(ReadOnlySpan<byte> text)
    {
        var hasDigit = false;
        var at = 0;
        while (at < text.Length)
        {
            if (Rune.DecodeFromUtf8(text[at..], out var rune, out var length) != OperationStatus.Done)
            {
                return text.Length;
            }
            var isDigit = PhoneWords.DigitOf(rune) >= 0;
            if (hasDigit && !isDigit && !PhoneWords.IsSeparator(rune))
            {
                return at;
            }
            hasDigit |= isDigit;
            at += length;
        }
        return at;
    }

    // 1234567@163.com and 2024-01-01T12:00 are no numbers with something behind them.
    static bool StandsApart(ReadOnlySpan<byte> text, int end) =>
        Rune.DecodeFromUtf8(text[end..], out var rune, out _) == OperationStatus.Done
        && PhoneWords.IsLetter(rune)
        && (!rune.IsAscii || !char.IsAsciiDigit((char)text[end - 1]) || IsWord(text[end..]));

    static bool IsWord(ReadOnlySpan<byte> text) =>
        text.Length > WordLettersMin && !text[..WordLettersMin].ContainsAnyExcept(asciiLetters);

    static bool IsNumber(ReadOnlySpan<byte> text, PhonePlan? region) =>
        PhoneSeries.VerdictOf(text, region) switch
        {
            PhoneVerdict.Valid or PhoneVerdict.Possible => true,
            PhoneVerdict.RegionUnknown => Digits.Count(text) >= NumberDigitsMin,
            _ => false,
        };
}
