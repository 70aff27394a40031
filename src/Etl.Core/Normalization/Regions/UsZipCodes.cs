using System.Diagnostics;
using System.Globalization;
using Etl.Core.Normalization.PostalCodes;

namespace Etl.Core.Normalization.Regions;

/// <summary>Which ZIP codes belong to which state of the United States, by the first three digits that the postal service gives out.</summary>
static class UsZipCodes
{
    /// <summary>Bytes of a code of nine digits.</summary>
    public const int LongLength = 10;

    const int ZipLength = 5;
    const int PrefixLength = 3;

    /// <summary>
    /// State, then its ranges of first three digits. A range that two states share (063: Fishers Island, 834: Alta) stands for both.
    /// Source: Publication 65 and the L002 list of the postal service.
    /// </summary>
    const string Ranges =
        "AA340 AE090-098 AK995-999 AL350-352,354-369 AP962-966 AR716-729 AS967 AZ850-853,855-857,859-860,863-865 "
        + "CA900-908,910-928,930-961 CO800-816 CT060-069 DC200,202-205,569 DE197-199 FL320-339,341-342,344,346-347,349 "
        + "GA300-319,398-399 GU969 HI967-968 IA500-516,520-528 ID832-838 IL600-620,622-629 IN460-479 KS660-662,664-679 "
        + "KY400-418,420-427 LA700-701,703-708,710-714 MA010-027,055 MD206-212,214-219 ME039-049 MI480-499 "
        + "MN550-551,553-567 MO630-631,633-641,644-658 MP969 MS386-397 MT590-599 NC270-289 ND580-588 NE680-681,683-693 "
        + "NH030-038 NJ070-089 NM870-871,873-875,877-884 NV889-891,893-895,897-898 NY005,063,100-149 OH430-459 "
        + "OK730-731,734-741,743-749 OR970-979 PA150-196 PR006-007,009 RI028-029 SC290-299 SD570-577 TN370-385 "
        + "TX733,750-770,772-799,885 UT840-847 VA201,220-246 VI008 VT050-054,056-059 WA980-986,988-994 WI530-532,534-535,537-549 "
        + "WV247-268 WY820-831,834";

    const int PrefixCount = 1000;

    /// <summary>The most states that share first digits.</summary>
    const int OwnersMax = 2;

    /// <summary>For each three first digits, its states, as their two letters; 0 for none.</summary>
    static readonly ushort[] owners = Read();

    /// <summary>True for five digits, or nine with a hyphen between.</summary>
    public static bool IsZip(ReadOnlySpan<byte> value)
    {
        return value.Length == ZipLength
            ? AreDigits(value)
            : value.Length == LongLength
                && value[ZipLength] == '-'
                && AreDigits(value[..ZipLength])
                && AreDigits(value[(ZipLength + 1)..]);
    }

    /// <summary>True when a ZIP code that starts with these digits lies in the state.</summary>
    /// <param name="state">Two capital letters; any other value has no codes.</param>
    /// <param name="zip">At least three digits.</param>
    public static bool IsIn(ReadOnlySpan<byte> state, ReadOnlySpan<byte> zip)
    {
        if (state.Length != 2)
        {
            return false;
        }
        var letters = Letters(state[0], state[1]);
        var prefix = 100 * (zip[0] - '0') + 10 * (zip[1] - '0') + zip[2] - '0';
        return owners[OwnersMax * prefix] == letters || owners[OwnersMax * prefix + 1] == letters;
    }

    /// <summary>
    /// Writes a ZIP code with the zeros that a spreadsheet may have dropped and without the remains of a decimal fraction (<c>2134.0</c>). Only a state
    /// tells whether it is one.
    /// </summary>
    /// <param name="text">What stands in a field for postal codes.</param>
    /// <param name="zip">At least <see cref="LongLength"/> bytes.</param>
    /// <returns>Its length; 0 when the text is no such code.</returns>
    public static int Restore(ReadOnlySpan<byte> text, Span<byte> zip)
    {
        const int zerosMax = 2;
        var code = text.Trim((byte)' ').TrimEnd((byte)'-');
        var whole = PostalText.LengthBeforeDecimals(code);
        code = whole > 0 ? code[..whole] : code;
        var hyphen = code.IndexOf((byte)'-');
        var missing = ZipLength - (hyphen < 0 ? code.Length : hyphen);
        if (missing is < 0 or > zerosMax || missing + code.Length > LongLength)
        {
            return 0;
        }
        zip[..missing].Fill((byte)'0');
        code.CopyTo(zip[missing..]);
        var length = missing + code.Length;
        return IsZip(zip[..length]) ? length : 0;
    }

    static bool AreDigits(ReadOnlySpan<byte> value) => !value.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    static ushort Letters(int first, int second) => (ushort)((first << 8) | second);

    static ushort[] Read()
    {
        var made = new ushort[OwnersMax * PrefixCount];
        foreach (var state in Ranges.Split(' '))
        {
            foreach (var range in state[2..].Split(','))
            {
                for (var prefix = Number(range[..PrefixLength]); prefix <= Number(range[^PrefixLength..]); prefix++)
                {
                    var place = made[OwnersMax * prefix] == 0 ? 0 : 1;
                    Debug.Assert(
                        made[OwnersMax * prefix + place] == 0,
                        "More states share first digits than there is room for."
                    );
                    made[OwnersMax * prefix + place] = Letters(state[0], state[1]);
                }
            }
        }
        return made;
    }

    static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
