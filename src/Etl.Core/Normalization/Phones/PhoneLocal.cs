using Etl.Core.Normalization.Phones.Plans;
using Etl.Text;

namespace Etl.Core.Normalization.Phones;

/// <summary>
/// A number behind another that is written as it is dialled in the same town: <c>030 1234567 und 1234568</c>. By itself it would
/// be read with the area code of another town.
/// </summary>
static class PhoneLocal
{
    /// <summary>
    /// True for a number without + and 0 behind a valid one that has either, and more digits in its national number.
    /// </summary>
    public static bool IsLocal(ReadOnlySpan<byte> first, ReadOnlySpan<byte> part, PhonePlan? region)
    {
        Span<byte> textRoom = stackalloc byte[PhoneText.RoomMin];
        Span<byte> room = stackalloc byte[PhoneJudge.RoomLength];
        if (!PhoneText.Read(part, textRoom, out var phone) || phone.HasPlus || phone.Digits[0] == '0')
        {
            return false;
        }
        var count = phone.DigitCount;
        if (!PhoneText.Read(first, textRoom, out phone) || !(phone.HasPlus || phone.Digits[0] == '0'))
        {
            return false;
        }
        var reading = PhoneJudge.Judge(phone, region, isBare: false, room, out _);
        return reading.Verdict == PhoneVerdict.Valid && count < reading.National.Length;
    }

    /// <summary>
    /// Puts such a number in place of the local one that ends <paramref name="number"/>. False when that is no fixed line, or when no sign parts
    /// as many digits from its area code.
    /// </summary>
    public static bool TryPutIn(Span<byte> number, ReadOnlySpan<byte> piece, PhonePlan? region)
    {
        Span<byte> digits = stackalloc byte[PhoneText.DigitsMax];
        var local = piece.Trim(" -"u8);
        var count = Digits.Count(local);
        if (
            count < PhoneList.DigitsMin
            || local.Length > digits.Length
            // The number's own digits may be of another script.
            || Digits.Count(number) < count
            || local.ContainsAnyExcept("0123456789 -"u8)
            || !IsLocal(number, local, region)
            || !IsFixedLine(number, region)
        )
        {
            return false;
        }
        Digits.Copy(local, digits);
        var at = number.Length;
        for (var index = count - 1; index >= 0; index--)
        {
            at = number[..at].LastIndexOfAnyInRange((byte)'0', (byte)'9');
            number[at] = digits[index];
        }
        return at > 0 && !char.IsAsciiDigit((char)number[at - 1]);
    }

    static bool IsFixedLine(ReadOnlySpan<byte> text, PhonePlan? region)
    {
        Span<byte> textRoom = stackalloc byte[PhoneText.RoomMin];
        Span<byte> room = stackalloc byte[PhoneJudge.RoomLength];
        return PhoneText.Read(text, textRoom, out var phone)
            && phone.ExtensionCount == 0
            && PhoneJudge.Judge(phone, region, isBare: false, room, out _).Kind == PhoneNumberKind.FixedLine;
    }
}
