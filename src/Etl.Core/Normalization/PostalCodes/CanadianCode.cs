using Etl.Core.Normalization.Addresses;

namespace Etl.Core.Normalization.PostalCodes;

/// <summary>
/// Postal codes of Canada (<c>K1A 0B1</c>), whose first letter says the province. Source: Canada Post, Addressing Guidelines (forward sortation areas).
/// </summary>
static class CanadianCode
{
    const int Length = 6;

    /// <summary>True for a text of the form, in letters of any case, with a space or hyphen between its halves or without.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        var at = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (at == Length / 2 && index == at && text[index] is (byte)' ' or (byte)'-')
            {
                continue;
            }
            var isOfForm =
                at < Length
                && (at % 2 == 0 ? char.IsAsciiLetter((char)text[index]) : char.IsAsciiDigit((char)text[index]));
            if (!isOfForm)
            {
                return false;
            }
            at++;
        }
        return at == Length;
    }

    /// <summary>True when a code, see <see cref="Is"/>, lies in a province, given by its code; the letters are those of <see cref="CodePlaces"/>.</summary>
    public static bool IsIn(ReadOnlySpan<byte> province, ReadOnlySpan<byte> code)
    {
        Span<byte> letter = [(byte)(code[0] & ~0x20)];
        return CodePlaces.IsIn("CA"u8, province, letter);
    }
}
