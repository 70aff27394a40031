namespace Etl.Core.Normalization.PostalCodes;

/// <summary>
/// Postal codes of Canada (<c>K1A 0B1</c>), whose first letter says the province. Source: Canada Post, Addressing Guidelines (forward sortation areas).
/// </summary>
static class CanadianCode
{
    const int Length = 6;

    /// <summary>Letter, then the provinces and territories whose codes start with it.</summary>
    const string Provinces =
        "A:NL B:NS C:PE E:NB G:QC H:QC J:QC K:ON L:ON M:ON N:ON P:ON R:MB S:SK T:AB V:BC X:NT X:NU Y:YT";

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

    /// <summary>True when a code, see <see cref="Is"/>, lies in a province, which is two capital letters.</summary>
    public static bool IsIn(ReadOnlySpan<byte> province, ReadOnlySpan<byte> code)
    {
        if (province.Length != 2)
        {
            return false;
        }
        Span<char> entry = [(char)(code[0] & ~0x20), ':', (char)province[0], (char)province[1]];
        return Provinces.AsSpan().IndexOf(entry, StringComparison.Ordinal) >= 0;
    }
}
