using System.Buffers.Binary;
using Etl.Core.Normalization.Phones.Plans;
using Etl.Text;

namespace Etl.Core.Dedupe;

/// <summary>Which phone numbers tell people apart.</summary>
static class PhoneKey
{
    /// <summary>
    /// False for what stands where no number is known: one digit over and over (<c>0000000000</c>, <c>+19999999999</c>), behind a calling
    /// code or not, whatever extension it has. Where a plan assigns such a number it has one owner, and all others write it as a placeholder.
    /// </summary>
    public static bool Identifies(ReadOnlySpan<byte> number) =>
        HasDifferentDigits(number) || IdentifiesStepwise(number);

    /// <summary>The whole procedure: the specification of the look at four digits.</summary>
    internal static bool IdentifiesStepwise(ReadOnlySpan<byte> number)
    {
        var end = number.IndexOf((byte)';');
        var digits = (end < 0 ? number : number[..end]).TrimStart((byte)'+');
        if (digits.Length < 2 || digits[^1] != digits[^2])
        {
            return true;
        }
        var hasPlus = number[0] == '+';
        var national =
            hasPlus && PhonePlans.AtStart(digits) is { } plan ? digits[plan.CallingCodeText.Length..] : digits;
        return national.IsEmpty || national.ContainsAnyExcept(national[0]);
    }

    // Behind a plus and the longest calling code all digits are of the national number, so two of them that differ decide it.
    static bool HasDifferentDigits(ReadOnlySpan<byte> number)
    {
        if (number.Length <= sizeof(ulong))
        {
            return false;
        }
        const int second = 8 * 4; // the first national digit is the fourth behind the plus
        var word = BinaryPrimitives.ReadUInt64LittleEndian(number[1..]);
        var isSame = (ushort)((word >> (second - 8)) ^ (word >> second)) == 0;
        return Digits.AreEight(word) & !isSame;
    }
}
