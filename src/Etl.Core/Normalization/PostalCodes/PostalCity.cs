using System.Text;
using Etl.Core.Normalization.Countries;

namespace Etl.Core.Normalization.PostalCodes;

/// <summary>Finds the city behind a postal code in one cell: <c>80331 München</c>, <c>D-80331 München</c>, <c>00-950 Warszawa</c>, <c>1012 LG Amsterdam</c>.</summary>
static class PostalCity
{
    /// <summary>Bit of the city among the targets of a postal code.</summary>
    const int City = 1;

    /// <summary>The targets that a value asks for, see <see cref="Spreading.SpreadNeed"/>.</summary>
    public static int Need(ReadOnlySpan<byte> value) => Need(value, [], []);

    /// <summary>The same where the country is known, see <see cref="Spreading.SpreadNeedInCountry"/>.</summary>
    public static int Need(ReadOnlySpan<byte> value, ReadOnlySpan<byte> said, ReadOnlySpan<byte> assumed) =>
        TryCut(value.Trim((byte)' '), said.IsEmpty ? assumed : CountryTable.Find(said), out _, out _) ? City : 0;

    /// <summary>Cuts a value in two; false when it is not a code of digits and the name of a place behind it.</summary>
    /// <param name="value">A clean value.</param>
    /// <param name="country">ISO 3166 alpha-2, whose form the code must have; empty when it is not known.</param>
    /// <param name="codeLength">Length of the code at its start.</param>
    /// <param name="cityStart">Where the place begins.</param>
    public static bool TryCut(
        ReadOnlySpan<byte> value,
        ReadOnlySpan<byte> country,
        out int codeLength,
        out int cityStart
    )
    {
        codeLength = CodeLength(value);
        cityStart = codeLength;
        while (cityStart < value.Length && value[cityStart] is (byte)' ' or (byte)',')
        {
            cityStart++;
        }
        return codeLength > 0
            && cityStart > codeLength
            && IsPlace(value[cityStart..])
            && MayBeOf(country, value[..codeLength]);
    }

    // Letters and a hyphen, digits in one group or two, and two capitals in the Netherlands; the last digit stands before a space or comma.
    static int CodeLength(ReadOnlySpan<byte> value)
    {
        const int signMax = 3;
        const int digitsMin = 4;
        const int digitsMax = 7;
        var at =
            value.IndexOf((byte)'-') is var hyphen and >= 1 and <= signMax && IsCapitals(value[..hyphen])
                ? hyphen + 1
                : 0;
        var digits = 0;
        var end = 0;
        while (at < value.Length && digits <= digitsMax)
        {
            if (value[at] is >= (byte)'0' and <= (byte)'9')
            {
                digits++;
                end = ++at;
            }
            else if (end == at && digits > 1 && value[at] is (byte)' ' or (byte)'-' && IsDigit(value, at + 1))
            {
                at++;
            }
            else
            {
                break;
            }
        }
        var isDutch = digits == digitsMin && IsDutchEnd(value[end..]);
        return digits is < digitsMin or > digitsMax ? 0
            : isDutch ? end + " LG"u8.Length
            : end;
    }

    static bool IsDutchEnd(ReadOnlySpan<byte> rest) =>
        rest.Length > 4 && rest[0] == ' ' && IsCapitals(rest[1..3]) && rest[3] is (byte)' ' or (byte)',';

    static bool IsDigit(ReadOnlySpan<byte> value, int at) =>
        at < value.Length && value[at] is >= (byte)'0' and <= (byte)'9';

    static bool IsCapitals(ReadOnlySpan<byte> value) => !value.ContainsAnyExceptInRange((byte)'A', (byte)'Z');

    // München, Halle (Saale), Wien 3, 's-Hertogenbosch; but 80331 OG and 62704 x2.
    static bool IsPlace(ReadOnlySpan<byte> value)
    {
        const int lettersMin = 3;
        var letters = 0;
        var rest = value;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }
            var isOther =
                rune.Value is ' ' or '-' or '.' or '\'' or 0x2019 or '(' or ')' or '/'
                || (Rune.IsDigit(rune) && letters >= lettersMin);
            if (!Rune.IsLetter(rune) && !isOther)
            {
                return false;
            }
            letters += Rune.IsLetter(rune) ? 1 : 0;
            rest = rest[length..];
        }
        return letters >= lettersMin;
    }

    static bool MayBeOf(ReadOnlySpan<byte> country, ReadOnlySpan<byte> code)
    {
        if (PostalTable.Find(country) is not { } forms)
        {
            return true;
        }
        Span<byte> room = stackalloc byte[PostalForms.LengthMax];
        Span<byte> written = stackalloc byte[PostalForms.LengthMax];
        return PostalText.Compact(code, room) is var count and > 0 && forms.Write(room[..count], written) > 0;
    }
}
